using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Terms of a product that come from one vector: source[k] times row k of a matrix.</summary>
/// <param name="Source">The reference to the vector.</param>
/// <param name="Start">Where it begins behind the reference.</param>
/// <param name="Name">The start of the names of its broadcast elements.</param>
/// <param name="Matrix">The offset of the matrix among the weights.</param>
/// <param name="Stride">Floats from one row of the matrix to the next, by name.</param>
/// <param name="Count">Elements of the vector.</param>
internal sealed record TermGroup(string Source, string Start, string Name, string Matrix, string Stride, int Count)
{
    /// <summary>An element, as an expression.</summary>
    public string Element(string index) => Expressions.Element(Source, Start == "0" ? index : index == "0" ? Start : $"{Start} + {index}");
}

/// <summary>
/// Prints y = init + Σ_k x_k M[k, :] as its plan says: panel after panel, each with its sums in local variables.
/// </summary>
internal sealed class ProductEmitter(SourceWriter writer, VectorWidth width, ProductPlan plan, string sumName)
{
    private readonly VectorText _vector = VectorText.Of(width);

    /// <summary>Prints the product.</summary>
    /// <param name="initial">References and offsets of rows whose sum the first partial sum starts from.</param>
    /// <param name="groups">The terms, in the order in which they are added.</param>
    /// <param name="finish">Prints what happens to the vectors of a panel.</param>
    public void Emit(IReadOnlyList<(string Reference, string Offset)> initial, IReadOnlyList<TermGroup> groups, Action<Panel> finish)
    {
        if (plan.IsSinglePanel)
        {
            EmitPanel(new Panel(0, plan.Vectors, null, Sums(plan.Vectors)), initial, groups, finish);
            return;
        }

        if (plan.FullPanels > 0)
        {
            int panelLanes = plan.PanelVectors * plan.Lanes;
            using (writer.Braces($"for (int j = 0; j < {plan.FullPanels * panelLanes}; j += {panelLanes})"))
            {
                EmitPanel(new Panel(0, plan.PanelVectors, "j", Sums(plan.PanelVectors)), initial, groups, finish);
            }
        }

        if (plan.RemainderVectors > 0)
        {
            using (writer.Braces())
            {
                int first = plan.FullPanels * plan.PanelVectors;
                EmitPanel(new Panel(first, plan.RemainderVectors, null, Sums(plan.RemainderVectors)), initial, groups, finish);
            }
        }
    }

    private void EmitPanel(
        Panel panel, IReadOnlyList<(string Reference, string Offset)> initial, IReadOnlyList<TermGroup> groups, Action<Panel> finish)
    {
        string weights = "weights";
        if (panel.Start is not null)
        {
            writer.Write($"ref float columns = ref Unsafe.Add(ref weights, {panel.Start});");
            weights = "columns";
        }

        EmitInitialSums(panel, initial, weights);
        int term = 0;
        foreach (TermGroup group in groups)
        {
            EmitGroup(panel, group, weights, firstSum: term % plan.PartialSums);
            term += group.Count;
        }

        finish(panel);
    }

    private void EmitInitialSums(Panel panel, IReadOnlyList<(string Reference, string Offset)> initial, string weights)
    {
        for (int v = 0; v < panel.Vectors; v++)
        {
            int lane = (panel.FirstVector + v) * plan.Lanes;
            IEnumerable<string> rows = initial.Select(row => row.Reference == "weights"
                ? _vector.Load(weights, Expressions.Sum(row.Offset, lane))
                : _vector.Load(row.Reference, panel.Start is null ? Expressions.Number(lane) : $"(nuint)({Expressions.Sum(panel.Start, lane)})"));
            writer.Write($"{_vector.Type} {SumName(v, 0)} = {string.Join(" + ", rows)};");
            for (int s = 1; s < plan.PartialSums; s++)
            {
                writer.Write($"{_vector.Type} {SumName(v, s)} = {_vector.Zero};");
            }
        }
    }

    private void EmitGroup(Panel panel, TermGroup group, string weights, int firstSum)
    {
        int looped = plan.LoopedTerms(group.Count);
        if (looped > 0)
        {
            using (writer.Braces($"for (int k = 0; k < {looped}; k += {ProductPlan.TermsPerRound})"))
            {
                writer.Write($"ref float rows = ref Unsafe.Add(ref {weights}, {group.Matrix} + (k * {group.Stride}));");
                for (int i = 0; i < ProductPlan.TermsPerRound; i++)
                {
                    string element = group.Element(Expressions.Sum("k", i));
                    EmitTerm(panel, $"{group.Name}At{i}", element, "rows", RowOffset("0", i, group.Stride), (firstSum + i) % plan.PartialSums);
                }
            }
        }

        for (int k = looped; k < group.Count; k++)
        {
            string element = group.Element(Expressions.Number(k));
            EmitTerm(panel, $"{group.Name}At{k}", element, weights, RowOffset(group.Matrix, k, group.Stride), (firstSum + k) % plan.PartialSums);
        }
    }

    /// <summary>Adds one broadcast element times its row to one of the partial sums of each vector.</summary>
    private void EmitTerm(Panel panel, string name, string element, string matrix, string rowOffset, int sum)
    {
        string broadcast = _vector.Create(element);
        if (panel.Vectors > 1)
        {
            writer.Write($"{_vector.Type} {name} = {broadcast};");
            broadcast = name;
        }

        for (int v = 0; v < panel.Vectors; v++)
        {
            int lane = (panel.FirstVector + v) * plan.Lanes;
            string row = _vector.Load(matrix, Expressions.Sum(rowOffset, lane));
            writer.Write($"{SumName(v, sum)} = {_vector.MultiplyAdd(row, broadcast, SumName(v, sum))};");
        }
    }

    /// <summary>Where row k of a matrix begins; the compiler folds it to a constant.</summary>
    private static string RowOffset(string matrix, int k, string stride) => (matrix, k) switch
    {
        (_, 0) => matrix,
        ("0", 1) => stride,
        ("0", _) => $"({k} * {stride})",
        (_, 1) => $"{matrix} + {stride}",
        _ => $"{matrix} + ({k} * {stride})",
    };

    private string SumName(int vector, int sum) => plan.PartialSums == 1 ? $"{sumName}{vector}" : $"{sumName}{vector}_{sum}";

    private string[] Sums(int vectors) => [.. Enumerable.Range(0, vectors).Select(TotalOf)];

    private string TotalOf(int vector) => plan.PartialSums switch
    {
        1 => SumName(vector, 0),
        2 => $"{SumName(vector, 0)} + {SumName(vector, 1)}",
        _ => $"({SumName(vector, 0)} + {SumName(vector, 1)}) + ({SumName(vector, 2)} + {SumName(vector, 3)})",
    };

    /// <summary>A group of neighbouring vectors whose sums are complete.</summary>
    /// <param name="FirstVector">The first vector, counted from the start of the panel loop.</param>
    /// <param name="Vectors">Vectors in the panel.</param>
    /// <param name="Start">The variable with the first lane, where the panel is in a loop.</param>
    /// <param name="Totals">An expression for each vector.</param>
    internal sealed record Panel(int FirstVector, int Vectors, string? Start, string[] Totals)
    {
        /// <summary>Where a vector of the panel begins, as a constant or as an expression of type nuint.</summary>
        public string OffsetOf(int vector, int lanes)
        {
            int lane = (FirstVector + vector) * lanes;
            return Start is null ? Expressions.Number(lane) : $"(nuint)({Expressions.Sum(Start, lane)})";
        }
    }
}
