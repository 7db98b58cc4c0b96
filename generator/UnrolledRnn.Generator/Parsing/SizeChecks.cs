using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>The sizes of a network's buffers, in numbers that cannot overflow.</summary>
internal static class SizeChecks
{
    /// <summary>The most floats that one aligned buffer holds.</summary>
    public const int MaxLength = 0x7FFFFFC7 - CacheLine.Floats;

    /// <summary>The most floats of a state, which is a value of at most 1 MiB.</summary>
    public const int MaxStateLength = 1 << 18;

    private const string Floats = "floats";

    /// <summary>The first buffer that is too large, or null.</summary>
    public static OversizedBuffer? FirstTooLarge(NetworkSpec spec)
    {
        decimal length = spec.SequenceLength;
        decimal parameters = 0;
        decimal widest = 0;
        List<decimal> sizes = [spec.InputSize];
        foreach (LayerSpec layer in spec.Layers)
        {
            (decimal layerParameters, decimal values, decimal output) = SizesOf(layer, sizes);
            parameters += layerParameters;
            widest = Math.Max(widest, values);
            sizes.Add(output);
            if (output > int.MaxValue)
            {
                return new OversizedBuffer("The values of a layer", output, MaxLength, Floats, ["hiddenSize", "inputSize"]);
            }
        }

        decimal inputs = length * CacheLine.Padded(spec.InputSize);
        decimal outputs = length * CacheLine.Padded((long)sizes[sizes.Count - 1]);
        decimal state = spec.Recurrent.Sum(layer => (layer.Bidirectional ? 4m : 2m) * CacheLine.Padded(layer.HiddenSize));
        OversizedBuffer[] buffers =
        [
            new(
                "The parameters in a model file", parameters * sizeof(float), MaxLength, "bytes",
                ["hiddenSize", "inputSize", "outputSize"]),
            new("The hidden states of a sequence", (length + 1) * widest, MaxLength, Floats, ["hiddenSize", "sequenceLength"]),
            new("The inputs of a sequence", inputs, MaxLength, Floats, ["sequenceLength", "inputSize"]),
            new("The outputs of a sequence", outputs, MaxLength, Floats, ["sequenceLength", "outputSize"]),
            new("A state", state, MaxStateLength, Floats, ["hiddenSize"]),
        ];
        return buffers.FirstOrDefault(buffer => buffer.Length > buffer.Max);
    }

    /// <summary>Parameters, values recorded in a step, and values given, of a layer behind layers of some sizes.</summary>
    private static (decimal Parameters, decimal Values, decimal Output) SizesOf(LayerSpec layer, List<decimal> sizes)
    {
        decimal input = sizes[sizes.Count - 1];
        decimal padded = CacheLine.Padded((long)input);
        switch (layer)
        {
            case EmbeddingSpec embedding:
                return (input * CacheLine.Padded(embedding.Size), CacheLine.Padded(embedding.Size), embedding.Size);
            case DenseSpec dense:
                decimal weights = dense.IsTied ? CacheLine.Padded(dense.Size) : (padded + 1) * CacheLine.Padded(dense.Size);
                return (weights, dense.IsOutput ? 0 : CacheLine.Padded(dense.Size), dense.Size);
            case RecurrentSpec recurrent:
                decimal gates = CacheLine.Padded(recurrent.HiddenSize) * CellDefinition.Of(recurrent).Gates.Count;
                decimal projection = (decimal)recurrent.ProjectionSize * CacheLine.Padded(recurrent.HiddenSize);
                decimal width = recurrent.StateSize * (recurrent is { Bidirectional: true, Merge: Merge.Concatenate } ? 2m : 1m);
                return (recurrent.Directions * (((padded + recurrent.HiddenSize + 2) * gates) + projection), gates, width);
            default:
                decimal output = layer is ConcatSpec concat ? input + sizes[concat.From] : input;
                return (0, output, output);
        }
    }
}
