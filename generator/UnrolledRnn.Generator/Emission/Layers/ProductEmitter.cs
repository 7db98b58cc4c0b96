using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Prints y = b + W x of a dense layer by columns, as its plan says: panel after panel, each with its sums in local variables.
/// </summary>
internal sealed class ProductEmitter(SourceWriter writer, VectorWidth width, DensePlan layer)
{
    private readonly VectorText _vector = new(width);
    private readonly ProductPlan _plan = layer.Product(width);
    private readonly SumPrinter _sums = new(writer, new(width), new WeightReader(writer, new(width), Storage.Float32));

    /// <summary>Prints the product.</summary>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">The reference to where its sums go.</param>
    public void Emit(LayerInput input, string output)
    {
        if (input.Token is string token)
        {
            writer.Write(
                $"ref float row{layer.Name} = ref §Unsafe.Add(ref weights, Offset.{layer.Weight} + ({token} * {layer.Name}.Stride));");
        }

        if (_plan.IsSinglePanel)
        {
            EmitPanel(input, output, 0, _plan.Vectors, start: null);
            return;
        }

        if (_plan.FullPanels > 0)
        {
            int panelLanes = _plan.PanelVectors * _plan.Lanes;
            using (writer.Braces($"for (int j = 0; j < {_plan.FullPanels * panelLanes}; j += {panelLanes})"))
            {
                EmitPanel(input, output, 0, _plan.PanelVectors, "j");
            }
        }

        if (_plan.RemainderVectors > 0)
        {
            using (writer.Braces())
            {
                EmitPanel(input, output, _plan.FullPanels * _plan.PanelVectors, _plan.RemainderVectors, start: null);
            }
        }
    }

    /// <summary>Prints neighbouring vectors.</summary>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">The reference to where its sums go.</param>
    /// <param name="first">The first vector, counted from the start of the loop where there is one.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="start">The variable with the first output of a round of the loop, or null.</param>
    private void EmitPanel(LayerInput input, string output, int first, int count, string? start)
    {
        string weights = "weights";
        if (start is not null)
        {
            writer.Write($"ref float columns = ref §Unsafe.Add(ref weights, {start});");
            weights = "columns";
        }

        SumVector[] vectors = [.. Enumerable.Range(0, count).Select(v => Vector(v, (first + v) * _plan.Lanes))];
        EmitComment(vectors, start);
        _sums.EmitStart(vectors, sums => Start(input, sums, weights, start));
        if (!input.IsToken)
        {
            var source = new TermSource(
                $"in{layer.Name}", layer.InputSize, ProductPlan.TermsPerRound, _plan.LoopedTerms(layer.InputSize),
                (_, k) => TermSource.ElementOf(input.Reference, input.Start, k));
            _sums.EmitTerms(vectors, source, new WeightRows(weights, $"Offset.{layer.Weight}", $"{layer.Name}.Stride"));
        }

        for (int v = 0; v < count; v++)
        {
            EmitStore(vectors[v], output, start, start is null ? _plan.OutputsIn(first + v) : _plan.Lanes);
        }
    }

    /// <summary>Which outputs the sums are, where there are several.</summary>
    private void EmitComment(SumVector[] vectors, string? start)
    {
        if (vectors.Length == 1 && _plan.PartialSums == 1)
        {
            return;
        }

        int first = vectors[0].Column;
        int last = first + (vectors.Length * _plan.Lanes) - 1;
        string sums = string.Join(" to ", vectors.Take(1).Concat(vectors.Skip(1).Reverse().Take(1)).Select(KernelComments.PartNames));
        writer.Write($"// {Outputs(first, last, start)} in {(_plan.PartialSums == 1 ? "" : "parts ")}{sums}");
    }

    private string Outputs(int first, int last, string? start)
    {
        if (start is not null)
        {
            return $"outputs {Expressions.Sum(start, first)} to {Expressions.Sum(start, last)}";
        }

        last = Math.Min(last, layer.OutputSize - 1);
        return first == last ? $"output {first}" : $"outputs {first}-{last}";
    }

    private string? Start(LayerInput input, SumVector sums, string weights, string? start)
    {
        List<string> rows = [];
        if (layer.Bias is not null)
        {
            rows.Add(_vector.Load(weights, Expressions.Sum($"Offset.{layer.Bias}", sums.Column)));
        }

        if (input.IsToken)
        {
            rows.Add(_vector.Load($"row{layer.Name}", At(sums, start)));
        }

        return rows.Count == 0 ? null : string.Join(" + ", rows);
    }

    private void EmitStore(SumVector sums, string output, string? start, int outputs)
    {
        string total = SumPrinter.Total(sums);
        string offset = At(sums, start);
        writer.Write(outputs == _plan.Lanes
            ? VectorText.Store(sums.PartialSums == 1 ? total : $"({total})", output, offset)
            : $"§PartialStore.Store({total}, ref {Expressions.Element(output, offset)}, {outputs});");
    }

    /// <summary>Where a vector begins among the outputs, as a constant or as an expression of type nuint.</summary>
    private static string At(SumVector sums, string? start) =>
        start is null ? Expressions.Number(sums.Column) : $"(§nuint)({Expressions.Sum(start, sums.Column)})";

    private SumVector Vector(int number, int column) => new()
    {
        Name = $"y{layer.Name}{number}", Sums = new EquatableArray<int>([0]), Column = column,
        FromInput = true, FromHidden = false, HiddenBias = false, Phase = 0,
        PartialSums = _plan.PartialSums,
    };
}
