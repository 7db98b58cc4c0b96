using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The sizes of a network's buffers, in numbers that cannot overflow.</summary>
internal static class BufferSizes
{
    /// <summary>Floats in a cache line, to which rows are padded.</summary>
    public const int Line = 16;

    /// <summary>The most floats that one aligned buffer holds.</summary>
    public const int MaxLength = 0x7FFFFFC7 - Line;

    /// <summary>The next multiple of a cache line.</summary>
    public static long Padded(long size) => (size + Line - 1) / Line * Line;

    /// <summary>The first buffer that an array cannot hold, with its length; or null.</summary>
    public static (string Buffer, decimal Length)? FirstTooLarge(NetworkSpec spec)
    {
        decimal hidden = Padded(spec.HiddenSize);
        decimal output = Padded(spec.OutputSize);
        decimal input = Padded(spec.InputSize);
        decimal outputWeights = Math.Max(spec.HiddenSize * output, spec.OutputSize * hidden);
        decimal parameters = (spec.InputSize * hidden) + (spec.HiddenSize * hidden) + hidden + outputWeights + output;
        (string, decimal)[] buffers =
        [
            ("The parameters as bytes of a model file", parameters * sizeof(float)),
            ("The hidden states of a sequence", (spec.SequenceLength + 1m) * hidden),
            ("The inputs of a sequence", spec.SequenceLength * input),
            ("The outputs of a sequence", spec.SequenceLength * output),
        ];
        foreach ((string buffer, decimal length) in buffers)
        {
            if (length > MaxLength)
            {
                return (buffer, length);
            }
        }

        return null;
    }
}
