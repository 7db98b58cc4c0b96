using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The sizes of a network's buffers, in numbers that cannot overflow.</summary>
internal static class BufferSizes
{
    /// <summary>Floats in a cache line, to which rows are padded.</summary>
    public const int Line = 16;

    /// <summary>The most floats that one aligned buffer holds.</summary>
    public const int MaxLength = 0x7FFFFFC7 - Line;

    /// <summary>The most floats of a state, which is a value of at most 1 MiB.</summary>
    public const int MaxStateLength = 1 << 18;

    /// <summary>The next multiple of a cache line.</summary>
    public static long Padded(long size) => (size + Line - 1) / Line * Line;

    /// <summary>The first buffer that is too large, with its length and the most that it could have; or null.</summary>
    public static (string Buffer, decimal Length, int Max)? FirstTooLarge(NetworkSpec spec)
    {
        decimal length = spec.SequenceLength;
        decimal parameters = 0;
        decimal widest = 0;
        decimal below = Padded(spec.InputSize);
        if (spec.Front is not null)
        {
            parameters += (spec.InputSize + 1m) * Padded(spec.Front.Size);
            below = Padded(spec.Front.Size);
            widest = below;
        }

        foreach (RecurrentSpec layer in spec.Recurrent)
        {
            decimal directions = layer.Bidirectional ? 2 : 1;
            decimal gates = Padded(layer.HiddenSize) * CellDefinition.Of(layer.Cell).Gates.Count;
            parameters += directions * ((below + layer.HiddenSize + 2) * gates);
            below = Padded(layer.HiddenSize) * directions;
            widest = Math.Max(widest, gates);
        }

        foreach (DenseSpec layer in spec.Dense)
        {
            parameters += (below + 1) * Padded(layer.Size);
            below = Padded(layer.Size);
            widest = Math.Max(widest, below);
        }

        decimal output = Padded(spec.OutputSize);
        parameters += (below + 1) * output;
        (string, decimal)[] buffers =
        [
            ("The parameters as bytes of a model file", parameters * sizeof(float)),
            ("The hidden states of a sequence", (length + 1) * widest),
            ("The inputs of a sequence", length * Padded(spec.InputSize)),
            ("The outputs of a sequence", length * output),
        ];
        foreach ((string buffer, decimal needed) in buffers)
        {
            if (needed > MaxLength)
            {
                return (buffer, needed, MaxLength);
            }
        }

        decimal state = spec.Recurrent.Sum(layer => (layer.Bidirectional ? 4m : 2m) * Padded(layer.HiddenSize));
        return state > MaxStateLength ? ("A state", state, MaxStateLength) : null;
    }
}
