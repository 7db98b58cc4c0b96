using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints one step of a dense layer, y = f(W x + b), for one vector width.</summary>
internal sealed class DenseStepEmitter(SourceWriter writer, DensePlan layer, VectorWidth width, string activations)
{
    private readonly VectorText _vector = VectorText.Of(width);

    /// <summary>Prints the step.</summary>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">The reference to where its outputs go.</param>
    /// <param name="symbol">The name of the outputs in the equation.</param>
    public void Emit(LayerInput input, string output, string symbol)
    {
        string product = input.IsToken ? "(the row of W for the token)" : $"W {InputSymbol(input)}";
        writer.Write($"// {symbol} = {Notation.OutputFunction(layer.Activation, $"{product} + b")}");
        if (layer.Form == OutputForm.Columns)
        {
            EmitByColumns(input, output);
        }
        else if (layer.StraightLineDots)
        {
            for (int i = 0; i < layer.OutputSize; i++)
            {
                string bias = Expressions.Element("weights", Expressions.Sum($"Offset.{layer.Bias}", i));
                writer.Write($"{Expressions.Element(output, i)} = {Dot(i, input)} + {bias};");
            }
        }
        else
        {
            EmitDotLoop(input, output);
        }

        EmitActivation(output);
    }

    private static string InputSymbol(LayerInput input) => input.Reference == "x" ? "x" : "h";

    private void EmitDotLoop(LayerInput input, string output)
    {
        using (writer.Braces($"for (int i = 0; i < {layer.OutputSize}; i++)"))
        {
            writer.Write(
                $"""
                ref float w = ref Unsafe.Add(ref weights, Offset.{layer.Weight} + (i * {layer.Name}.InputStride));
                Unsafe.Add(ref {output}, i) = FixedOrderSum.Dot(ref w, ref {Expressions.Element(input.Reference, input.Start)}, {layer.Name}.InputStride) + Unsafe.Add(ref weights, Offset.{layer.Bias} + i);
                """);
        }
    }

    private void EmitByColumns(LayerInput input, string output)
    {
        List<(string, string)> initial = [("weights", $"Offset.{layer.Bias}")];
        List<TermGroup> groups = [];
        if (input.Token is string token)
        {
            writer.Write($"ref float row{layer.Name} = ref Unsafe.Add(ref weights, Offset.{layer.Weight} + ({token} * {layer.Name}.Stride));");
            initial.Add(($"row{layer.Name}", "0"));
        }
        else
        {
            groups.Add(new TermGroup(input.Reference, input.Start, $"in{layer.Name}", $"Offset.{layer.Weight}", $"{layer.Name}.Stride", layer.InputSize));
        }

        ProductPlan plan = layer.Product(width);
        var product = new ProductEmitter(writer, width, plan, $"y{layer.Name}");
        product.Emit(initial, groups, panel =>
        {
            for (int v = 0; v < panel.Vectors; v++)
            {
                EmitStore(plan, panel, v, output);
            }
        });
    }

    private void EmitStore(ProductPlan plan, ProductEmitter.Panel panel, int vector, string output)
    {
        string total = panel.Totals[vector];
        string offset = panel.OffsetOf(vector, plan.Lanes);
        int outputs = panel.Start is null ? plan.OutputsIn(panel.FirstVector + vector) : plan.Lanes;
        string value = plan.PartialSums == 1 ? total : $"({total})";
        writer.Write(outputs == plan.Lanes
            ? offset == "0" ? $"{value}.StoreUnsafe(ref {output});" : $"{value}.StoreUnsafe(ref {output}, {offset});"
            : $"PartialStore.Store({total}, ref {Expressions.Element(output, offset)}, {outputs});");
    }

    /// <summary>
    /// A dot product over sixteen running sums, in one vector of 512 bits or two of 256, so that its order does not depend on
    /// the width.
    /// </summary>
    private string Dot(int output, LayerInput input)
    {
        IReadOnlyList<HiddenVector> parts = input.Vectors ?? Parts();
        if (parts.All(part => part.Lanes == BufferSizes.Line))
        {
            return $"FixedOrderSum.Sum({Products(output, input, parts, VectorText.Of(VectorWidth.Bits512), "")})";
        }

        VectorText half = VectorText.Of(VectorWidth.Bits256);
        List<HiddenVector> wide = [.. parts.Where(part => part.Lanes == BufferSizes.Line)];
        List<HiddenVector> lower = [.. parts.Where(part => part.Lanes < BufferSizes.Line && part.FirstUnit % BufferSizes.Line == 0)];
        List<HiddenVector> upper = [.. parts.Where(part => part.Lanes < BufferSizes.Line && part.FirstUnit % BufferSizes.Line != 0)];
        if (wide.Count == 0)
        {
            return $"FixedOrderSum.Sum({Products(output, input, lower, half, "")}, {Products(output, input, upper, half, "")})";
        }

        string both = $"sum{layer.Name}{output}";
        writer.Write($"Vector512<float> {both} = {Products(output, input, wide, VectorText.Of(VectorWidth.Bits512), "")};");
        return $"FixedOrderSum.Sum({Products(output, input, lower, half, $"{both}.GetLower()")}, {both}.GetUpper())";
    }

    /// <summary>The inputs in memory, cut into vectors.</summary>
    private IReadOnlyList<HiddenVector> Parts()
    {
        int lanes = (int)width / 32;
        return [.. Enumerable.Range(0, layer.InputStride / lanes).Select(v => new HiddenVector("", v * lanes, lanes))];
    }

    private string Products(int output, LayerInput input, IReadOnlyList<HiddenVector> parts, VectorText vector, string start)
    {
        string sum = start;
        foreach (HiddenVector part in parts)
        {
            string weights = vector.Load("weights", Expressions.Sum($"Offset.{layer.Weight}", ((long)output * layer.InputStride) + part.FirstUnit));
            string value = part.Name.Length > 0 ? part.Name : vector.Load(input.Reference, Start(input, part.FirstUnit));
            sum = sum.Length == 0 ? $"{weights} * {value}" : vector.MultiplyAdd(weights, value, sum);
        }

        return sum.Length == 0 ? vector.Zero : sum;
    }

    private static string Start(LayerInput input, int unit) =>
        input.Start == "0" ? Expressions.Number(unit) : Expressions.Sum(input.Start, unit);

    private void EmitActivation(string output)
    {
        string outputs = $"MemoryMarshal.CreateSpan(ref {output}, {layer.OutputSize})";
        switch (layer.Activation)
        {
            case OutputFunction.Identity:
                break;
            case OutputFunction.Softmax:
                writer.Write($"Softmax.Apply({outputs});");
                break;
            case OutputFunction.Relu:
                writer.Write($"Activation.Relu({outputs});");
                break;
            default:
                writer.Write($"{activations}.{layer.Activation}({outputs});");
                break;
        }
    }
}
