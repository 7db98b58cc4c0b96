namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// i, f, o = σ(W x + U h' + b), g = tanh(W x + U h' + b), c = f ⊙ c' + i ⊙ g, h = o ⊙ tanh(c). Rows are stacked in the
/// order i, f, g, o; a state is [h ; c]. With peepholes, i and f also see p ⊙ c', and o sees p ⊙ c; with a limit, c is cut off at
/// it; with a projection, h = W_hr (o ⊙ tanh(c)).
/// </summary>
internal sealed class LstmReference(int inputSize, int hiddenSize, Func<string, string> name, CellVariant variant)
    : GatedReference(4, inputSize, hiddenSize, variant, name, hasCellState: true)
{
    private readonly ReferenceParameter? _projection =
        variant.ProjectionSize > 0 ? new ReferenceParameter(name("weight_hr"), variant.ProjectionSize, hiddenSize) : null;

    /// <summary>The weights of c in the sums of i, f and o, in this order.</summary>
    public ReferenceParameter? Peephole { get; } = variant.Peepholes ? new(name("peephole"), 3 * hiddenSize) : null;

    protected override IReadOnlyList<ReferenceParameter?> OwnParameters => [Peephole, _projection];

    public override CellStep Step(double[] x, double[] previous)
    {
        int size = HiddenSize;
        double[] previousHidden = previous[..OutputSize];
        double[] previousCell = previous[OutputSize..];
        double[] a = InputSums(x);
        WeightHh.AddProduct(previousHidden, a);
        Peephole?.AddElements(previousCell, a.AsSpan(0, size));
        Peephole?.AddElements(previousCell, a.AsSpan(size, size), firstRow: size);
        double[] i = Nonlinearity.Apply(GateFunction, Gate(a, 0));
        double[] f = Nonlinearity.Apply(GateFunction, Gate(a, 1));
        double[] g = Nonlinearity.Apply(CellFunction, Gate(a, 2));
        double[] unlimited = [.. Product(f, previousCell).Zip(Product(i, g), (kept, added) => kept + added)];
        double[] c = Limit(unlimited);
        Peephole?.AddElements(c, a.AsSpan(3 * size), firstRow: 2 * size);
        double[] o = Nonlinearity.Apply(GateFunction, Gate(a, 3));
        double[] s = Nonlinearity.Apply(CellFunction, c);
        double[] unprojected = Product(o, s);
        return new CellStep([.. Project(unprojected), .. c], (dState, dx, dPrevious) =>
        {
            double[] dm = ProjectBackward(unprojected, dState[..OutputSize]);
            double[] dOut = GateBackward(o, Product(dm, s));
            double[] dc =
                [.. dState[OutputSize..].Zip(Nonlinearity.Backward(CellFunction, s, Product(dm, o)), (later, now) => later + now)];
            Peephole?.AddElementGradients(c, dOut, dc, firstRow: 2 * size);
            dc = LimitBackward(c, dc);
            double[] dIn = GateBackward(i, Product(dc, g));
            double[] dForget = GateBackward(f, Product(dc, previousCell));
            Span<double> dPreviousCell = dPrevious[OutputSize..];
            Peephole?.AddElementGradients(previousCell, dIn, dPreviousCell);
            Peephole?.AddElementGradients(previousCell, dForget, dPreviousCell, firstRow: size);
            for (int k = 0; k < size; k++)
            {
                dPreviousCell[k] += dc[k] * f[k];
            }

            double[] da = [.. dIn, .. dForget, .. Nonlinearity.Backward(CellFunction, g, Product(dc, i)), .. dOut];
            AddInputGradients(x, da, dx);
            WeightHh.AddProductGradients(previousHidden, da, dPrevious[..OutputSize]);
        })
        {
            CornerDistance = Math.Min(
                CornerDistance([.. Gate(a, 0), .. Gate(a, 1), .. Gate(a, 3)], [.. Gate(a, 2), .. c]),
                Variant.CellClip > 0 ? Nonlinearity.DistanceTo(unlimited, -Variant.CellClip, Variant.CellClip) : double.PositiveInfinity),
        };
    }

    private double[] Limit(double[] c)
    {
        double limit = Variant.CellClip;
        return limit > 0 ? Array.ConvertAll(c, value => Math.Clamp(value, -limit, limit)) : c;
    }

    /// <summary>What has been cut off has no gradient.</summary>
    private double[] LimitBackward(double[] c, double[] dc)
    {
        double limit = Variant.CellClip;
        return limit > 0 ? [.. c.Zip(dc, (value, gradient) => Math.Abs(value) < limit ? gradient : 0)] : dc;
    }

    private double[] Project(double[] values)
    {
        if (_projection is null)
        {
            return values;
        }

        double[] h = new double[OutputSize];
        _projection.AddProduct(values, h);
        return h;
    }

    private double[] ProjectBackward(double[] values, double[] dh)
    {
        if (_projection is null)
        {
            return dh;
        }

        double[] dValues = new double[HiddenSize];
        _projection.AddProductGradients(values, dh, dValues);
        return dValues;
    }
}
