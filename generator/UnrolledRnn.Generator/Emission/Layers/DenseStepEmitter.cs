using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints one step of a dense layer, y = f(W x + b), for one vector width.</summary>
internal sealed class DenseStepEmitter(SourceWriter writer, DensePlan layer, VectorWidth width, string activations)
{
    /// <summary>Prints the step.</summary>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">The reference to where its outputs go.</param>
    /// <param name="symbol">The name of the outputs in the equation.</param>
    public void Emit(LayerInput input, string output, string symbol)
    {
        writer.Write($"// {symbol} = {(input.IsToken ? DenseSymbols.EquationOfToken(layer) : DenseSymbols.Equation(layer, input.Symbol))}");
        if (layer.Form == OutputForm.Columns)
        {
            new ProductEmitter(writer, width, layer).Emit(input, output);
        }
        else if (layer.StraightLineDots)
        {
            for (int i = 0; i < layer.OutputSize; i++)
            {
                string bias = layer.Bias is null ? "" : $" + {Expressions.Element("weights", Expressions.Sum($"Offset.{layer.Bias}", i))}";
                writer.Write($"{Expressions.Element(output, i)} = {Dot(i, input)}{bias};");
            }
        }
        else
        {
            writer.Write(DenseSymbols.RowDots(layer, Expressions.Element(input.Reference, input.Start), output));
        }

        EmitActivation(output);
    }

    /// <summary>
    /// A dot product over sixteen running sums, in one vector of 512 bits, two of 256 or four of 128, so that its order does not depend
    /// on the width.
    /// </summary>
    private string Dot(int output, LayerInput input)
    {
        IReadOnlyList<HiddenVector> parts = input.Vectors ?? Parts();
        int lanes = parts.Min(part => part.Lanes);
        if (parts.All(part => part.Lanes == lanes))
        {
            IEnumerable<string> sums = Enumerable.Range(0, CacheLine.Floats / lanes)
                .Select(number => Products(output, input, PartsAt(parts, number * lanes), VectorOf(lanes), ""));
            return $"§FixedOrderSum.Sum({string.Join(", ", sums)})";
        }

        // 512 bits, but for the narrow block.
        List<HiddenVector> wide = [.. parts.Where(part => part.Lanes == CacheLine.Floats)];
        IReadOnlyList<HiddenVector> narrow = [.. parts.Where(part => part.Lanes == lanes)];
        string both = $"sum{layer.Name}{output}";
        writer.Write($"§Vector512<float> {both} = {Products(output, input, wide, VectorOf(CacheLine.Floats), "")};");
        return $"§FixedOrderSum.Sum({Products(output, input, narrow, VectorOf(lanes), $"{both}.GetLower()")}, {both}.GetUpper())";
    }

    /// <summary>The vectors that begin at a place in their cache line.</summary>
    private static IReadOnlyList<HiddenVector> PartsAt(IReadOnlyList<HiddenVector> parts, int place) =>
        [.. parts.Where(part => part.FirstUnit % CacheLine.Floats == place)];

    private static VectorText VectorOf(int lanes) => new(VectorWidth.All.Single(width => width.Lanes == lanes));

    /// <summary>The inputs in memory, cut into vectors.</summary>
    private IReadOnlyList<HiddenVector> Parts()
    {
        int lanes = width.Lanes;
        return [.. Enumerable.Range(0, layer.InputStride / lanes).Select(v => new HiddenVector("", v * lanes, lanes))];
    }

    private string Products(int output, LayerInput input, IReadOnlyList<HiddenVector> parts, VectorText vector, string start)
    {
        string sum = start;
        foreach (HiddenVector part in parts)
        {
            string weights = vector.Load(
                "weights", Expressions.Sum($"Offset.{layer.Weight}", ((long)output * layer.InputStride) + part.FirstUnit));
            string value = part.Name.Length > 0 ? part.Name : vector.Load(input.Reference, Start(input, part.FirstUnit));
            sum = sum.Length == 0 ? $"{weights} * {value}" : vector.MultiplyAdd(weights, value, sum);
        }

        return sum.Length == 0 ? vector.Zero : sum;
    }

    private static string Start(LayerInput input, int unit) =>
        input.Start == "0" ? Expressions.Number(unit) : Expressions.Sum(input.Start, unit);

    private void EmitActivation(string output)
    {
        string outputs = $"§MemoryMarshal.CreateSpan(ref {output}, {layer.OutputSize})";
        if (ActivationText.InPlace(activations, layer.Activation, outputs) is string statement)
        {
            writer.Write(statement);
        }
    }
}
