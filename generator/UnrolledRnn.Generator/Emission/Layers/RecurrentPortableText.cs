using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a step of a recurrent layer for any vector width: calls of the runtime's loops.</summary>
internal static class RecurrentPortableText
{
    public static void Emit(SourceWriter writer, DirectionPlan layer, LayerInput source)
    {
        CellDefinition cell = layer.Definition;
        using (writer.Braces())
        {
            string bias = layer.Spec.HasBias ? "b_h + " : "";
            writer.Write($"// {layer.Name}: sums = {bias}{source.Product}");
            writer.Write($"§GateLayout layout = new({LayoutText.Arguments(layer.Layout)});");
            EmitRow(writer, "sums", layer.Layout.Stride, layer.Spec.HasBias ? $"Offset.BiasH{layer.Suffix}" : null);
            if (source.Token is string token)
            {
                writer.Write(
                    $"""
                    §Span<float> row = §MemoryMarshal.CreateSpan(ref §Unsafe.Add(ref weights, Offset.WeightIh{layer.Suffix} + ({token} * {layer.Name}.GateStride)), {layer.Name}.GateStride);
                    §TensorPrimitives.Add(§MemoryMarshal.CreateSpan(ref sums, {layer.Name}.GateStride), row, §MemoryMarshal.CreateSpan(ref sums, {layer.Name}.GateStride));
                    """);
            }
            else
            {
                string values = Expressions.Element(source.Reference, source.Start);
                string weights = Expressions.Element("weights", $"Offset.WeightIh{layer.Suffix}");
                writer.Write(Accumulate(layer, layer.InputHasPanels, values, layer.InputSize, weights, "sums"));
            }

            if (cell.KeepsHiddenSums)
            {
                string? hiddenBias = cell.HasHiddenBias && layer.Spec.HasBias ? $"Offset.BiasHn{layer.Suffix}" : null;
                EmitRow(writer, "hiddenSums", layer.Layout.Stride, hiddenBias);
            }

            if (cell.ResetHidden is PhaseValue reset)
            {
                EmitRow(writer, reset.Memory, layer.HiddenStride, null);
            }

            writer.Write(
                $"""
                ref float h = ref {Expressions.Element("state", $"{layer.Name}.Hidden")};
                ref float hh = ref {Expressions.Element("weights", $"Offset.WeightHh{layer.Suffix}")};
                """);
            if (cell.HasCellState)
            {
                writer.Write($"ref float c = ref {Expressions.Element("state", $"{layer.Name}.Cell")};");
            }

            EmitCell(writer, layer, cell);
        }
    }

    private static void EmitCell(SourceWriter writer, DirectionPlan layer, CellDefinition cell)
    {
        if (layer.Projection is not null)
        {
            EmitRow(writer, "cellOutput", layer.CellStride, null);
        }

        string newHidden = layer.Projection is null ? "h" : "cellOutput";
        Func<string, string, string> product = (from, to) => layer.IsDiagonal
            ? $"§PortableSums.AccumulateDiagonals(ref {from}, ref hh, layout, ref {to});"
            : Accumulate(layer, layer.Layout.HasPanels, from, layer.StateSize, "hh", to);
        var text = new PortableText(
            "sums", "hiddenSums", "h", newHidden, "c", "reset", "layout", RecurrentOptions.StepArguments(layer), product);
        foreach (string line in CellEmitter.Of(cell).PortableLines(text))
        {
            writer.Write(line);
        }

        if (layer.Projection is DensePlan projection)
        {
            DensePortableText.Emit(writer, projection, new LayerInput("cellOutput", Symbol: "m"), "projected");
            writer.Write(
                $"§MemoryMarshal.CreateSpan(ref projected, {layer.Name}.HiddenSize).CopyTo(§MemoryMarshal.CreateSpan(ref h, {layer.Name}.HiddenSize));");
        }
    }

    private static string Accumulate(DirectionPlan layer, bool inPanels, string from, int terms, string matrix, string to) => inPanels
        ? $"§PortableSums.AccumulatePanels(ref {from}, {terms}, ref {matrix}, layout, ref {to});"
        : $"§PortableSums.Accumulate(ref {from}, {terms}, ref {matrix}, {layer.Name}.GateStride, ref {to});";

    /// <summary>A row of floats that starts from parameters, or from zeros.</summary>
    private static void EmitRow(SourceWriter writer, string name, int length, string? start)
    {
        ScratchEmitter.Emit(writer, name, length);
        if (start is not null)
        {
            writer.Write(
                $"§MemoryMarshal.CreateSpan(ref {Expressions.Element("weights", start)}, {length}).CopyTo(§MemoryMarshal.CreateSpan(ref {name}, {length}));");
        }
    }
}
