using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints a step for machines without 256-bit vectors: calls of the runtime's loops, for any width.</summary>
internal sealed class PortableStepEmitter(SourceWriter writer, KernelPlan plan, InputForm input)
{
    public void Emit()
    {
        SkipEmitter.EmitStart(writer, plan, "x");

        LayerInput source = new("x", Token: input == InputForm.Token ? "token" : null);
        if (plan.Front is not null)
        {
            source = EmitDense(plan.Front, source, output: null);
        }

        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            EmitRecurrent(layer, source);
            source = new LayerInput("state", $"{layer.Name}.Hidden");
        }

        foreach (DensePlan layer in plan.Dense)
        {
            source = EmitDense(layer, source, layer == plan.Output ? "o" : null);
        }

        SkipEmitter.EmitEnd(writer, plan, "o");
    }

    private void EmitRecurrent(RecurrentPlan layer, LayerInput source)
    {
        CellDefinition cell = layer.Definition;
        using (writer.Braces())
        {
            writer.Write($"// {layer.Name}: a = b_h + {(source.IsToken ? "(the row of W_ih for the token)" : "W_ih x")}, then W_hh h");
            writer.Write($"GateLayout layout = new({LayoutText.Arguments(layer.Layout)});");
            EmitRow("sums", layer.Layout.Stride, $"Offset.BiasH{layer.Suffix}");
            if (source.Token is string token)
            {
                writer.Write(
                    $"""
                    Span<float> row = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref weights, Offset.WeightIh{layer.Suffix} + ({token} * {layer.Name}.GateStride)), {layer.Name}.GateStride);
                    TensorPrimitives.Add(MemoryMarshal.CreateSpan(ref sums, {layer.Name}.GateStride), row, MemoryMarshal.CreateSpan(ref sums, {layer.Name}.GateStride));
                    """);
            }
            else
            {
                writer.Write(Accumulate(layer, layer.InputHasPanels, Expressions.Element(source.Reference, source.Start), layer.InputSize, Expressions.Element("weights", $"Offset.WeightIh{layer.Suffix}"), "sums"));
            }

            if (cell.KeepsHiddenSums)
            {
                EmitRow("hiddenSums", layer.Layout.Stride, cell.HasHiddenBias ? $"Offset.BiasHn{layer.Suffix}" : null);
            }

            if (cell.Phases > 1)
            {
                EmitRow("reset", layer.HiddenStride, null);
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

            var text = new PortableText("sums", "hiddenSums", "h", "c", "reset", "layout", (from, to) => layer.IsDiagonal
                ? $"PortableSums.AccumulateDiagonals(ref {from}, ref hh, layout, ref {to});"
                : Accumulate(layer, layer.Layout.HasPanels, from, layer.HiddenSize, "hh", to));
            foreach (string line in cell.PortableLines(text))
            {
                writer.Write(line);
            }
        }
    }

    private static string Accumulate(RecurrentPlan layer, bool inPanels, string from, int terms, string matrix, string to) => inPanels
        ? $"PortableSums.AccumulatePanels(ref {from}, {terms}, ref {matrix}, layout, ref {to});"
        : $"PortableSums.Accumulate(ref {from}, {terms}, ref {matrix}, {layer.Name}.GateStride, ref {to});";

    private LayerInput EmitDense(DensePlan layer, LayerInput source, string? output)
    {
        string values = layer.Name.ToLowerInvariant() + "Values";
        writer.Write($"// {layer.Name}: {Notation.OutputFunction(layer.Activation, "W x + b")}");
        EmitRow(values, Math.Max(layer.Stride, layer.InputStride), $"Offset.{layer.Bias}", layer.Stride);
        if (source.Token is string token)
        {
            writer.Write(
                $"""
                Span<float> row{layer.Name} = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref weights, Offset.{layer.Weight} + ({token} * {layer.Name}.Stride)), {layer.Name}.Stride);
                TensorPrimitives.Add(MemoryMarshal.CreateSpan(ref {values}, {layer.Name}.Stride), row{layer.Name}, MemoryMarshal.CreateSpan(ref {values}, {layer.Name}.Stride));
                """);
        }
        else if (layer.Form == OutputForm.Columns)
        {
            writer.Write($"PortableSums.Accumulate(ref {Expressions.Element(source.Reference, source.Start)}, {layer.InputSize}, ref {Expressions.Element("weights", $"Offset.{layer.Weight}")}, {layer.Name}.Stride, ref {values});");
        }
        else
        {
            using (writer.Braces($"for (int i = 0; i < {layer.OutputSize}; i++)"))
            {
                writer.Write($"Unsafe.Add(ref {values}, i) += FixedOrderSum.Dot(ref Unsafe.Add(ref weights, Offset.{layer.Weight} + (i * {layer.Name}.InputStride)), ref {Expressions.Element(source.Reference, source.Start)}, {layer.Name}.InputStride);");
            }
        }

        string span = $"MemoryMarshal.CreateSpan(ref {values}, {layer.OutputSize})";
        if (layer.Activation != OutputFunction.Identity)
        {
            writer.Write(layer.Activation == OutputFunction.Softmax ? $"Softmax.Apply({span});" : $"Activation.{layer.Activation}({span});");
        }

        if (output is not null)
        {
            writer.Write($"{span}.CopyTo(MemoryMarshal.CreateSpan(ref {output}, {layer.OutputSize}));");
        }

        return new LayerInput(values);
    }

    /// <summary>A row of floats that starts from parameters, or from zeros.</summary>
    private void EmitRow(string name, int length, string? start, int? copied = null)
    {
        ScratchEmitter.Emit(writer, name, length);
        if (start is not null)
        {
            writer.Write($"MemoryMarshal.CreateSpan(ref {Expressions.Element("weights", start)}, {copied ?? length}).CopyTo(MemoryMarshal.CreateSpan(ref {name}, {copied ?? length}));");
        }
    }
}
