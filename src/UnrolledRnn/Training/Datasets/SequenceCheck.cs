namespace UnrolledRnn.Training;

/// <summary>Checks sequences against the network that is to read them.</summary>
internal static class SequenceCheck
{
    /// <summary>Throws unless a network can read the sequences and has their targets.</summary>
    /// <param name="data">The sequences.</param>
    /// <param name="shape">The network.</param>
    /// <param name="members">The sequences that are meant.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Run(SequenceData data, NetworkShape shape, ReadOnlySpan<int> members)
    {
        DataCheck.Sizes(shape, data.Vectors is null ? shape.InputSize : data.InputSize, data.Values is null ? null : data.TargetSize);
        bool isLastStep = shape.Outputs != SequenceOutputs.EveryStep;
        if (isLastStep && data.IsPerStep)
        {
            throw new ArgumentException(
                "Expected a network with an output for every step, got one that gives the last step alone.", nameof(shape));
        }

        bool needsFull = isLastStep && shape.Recurrent.Any(layer => layer.Bidirectional);
        foreach (int i in members)
        {
            if (data.Lengths[i] > shape.SequenceLength || (needsFull && data.Lengths[i] != shape.SequenceLength))
            {
                string reason = needsFull ? "exactly, because a bidirectional layer would end in padding" : "at most";
                throw new ArgumentException(
                    $"Expected sequences of {shape.SequenceLength} steps {reason}, got {data.Lengths[i]} steps in sequence {i}.",
                    nameof(shape));
            }

            if (data.Tokens is not null)
            {
                CheckTokens(data.Tokens[i], shape.InputSize, i);
            }

            if (data.StepClasses is not null)
            {
                DataCheck.Classes(data.StepClasses[i], shape.OutputSize, i);
            }
        }

        DataCheck.Classes(data.Classes is null ? [] : [.. data.Classes], shape.OutputSize, sequence: -1);
    }

    private static void CheckTokens(int[] tokens, int vocabularySize, int sequence)
    {
        for (int step = 0; step < tokens.Length; step++)
        {
            if ((uint)tokens[step] >= (uint)vocabularySize)
            {
                throw new ArgumentException(
                    $"Expected tokens from 0 to {vocabularySize - 1}, which the network has, " +
                    $"got {tokens[step]} at sequence {sequence}, step {step}.",
                    nameof(tokens));
            }
        }
    }
}
