using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Checks of data, once and where it comes in, with the place of what is wrong.</summary>
internal static class DataCheck
{
    /// <summary>Throws unless the values are rows of numbers.</summary>
    /// <param name="values">[rows, columns]</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="sequence">Which sequence they are, or -1 where there is but one.</param>
    /// <param name="parameterName">What the caller calls them.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">The values do not divide into rows, or one is NaN or infinite.</exception>
    public static int Rows(ReadOnlySpan<float> values, int columns, int sequence, string parameterName)
    {
        string place = sequence < 0 ? "" : $"sequence {sequence}, ";
        if (values.Length % columns != 0)
        {
            throw new ArgumentException(
                $"Expected a multiple of {columns} values, one for each column, got {place}{values.Length} values.", parameterName);
        }

        if (!Finite.All(values))
        {
            int at = 0;
            while (float.IsFinite(values[at]))
            {
                at++;
            }

            throw new ArgumentException(
                $"Expected finite values, got {values[at]} at {place}step {at / columns}, column {at % columns}.", parameterName);
        }

        return values.Length / columns;
    }

    /// <summary>Throws unless there is something for each sequence.</summary>
    /// <exception cref="ArgumentException">There is more, or less, or no sequence at all.</exception>
    public static void Count(int sequences, int targets, string parameterName)
    {
        if (sequences == 0 || targets != sequences)
        {
            throw new ArgumentException(
                $"Expected one target for each sequence, and a sequence at least, got {sequences} sequences and {targets} targets.",
                parameterName);
        }
    }

    /// <summary>Throws unless a network reads vectors of a size.</summary>
    /// <exception cref="ArgumentException">It reads others.</exception>
    public static void Sizes(NetworkShape shape, int inputSize, int? targetSize)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.InputSize != inputSize || (targetSize is int size && shape.OutputSize != size))
        {
            string expected = targetSize is null ? $"{inputSize} inputs" : $"{inputSize} inputs and {targetSize} outputs";
            throw new ArgumentException(
                $"Expected a network of {expected}, got one of {shape.InputSize} and {shape.OutputSize}.", nameof(shape));
        }
    }

    /// <summary>Whether a network has an output for each step and goes on from batch to batch.</summary>
    public static bool CanStream(NetworkShape shape) =>
        shape.Outputs == SequenceOutputs.EveryStep && !shape.Recurrent.Any(layer => layer.Bidirectional);

    /// <summary>Throws where a network cannot go on from batch to batch with an output for each step.</summary>
    /// <exception cref="ArgumentException">It has a layer that reads backwards, or gives the last step alone.</exception>
    public static void IsStream(NetworkShape shape)
    {
        if (!CanStream(shape))
        {
            throw new ArgumentException(
                "Expected a network with an output for every step and without a bidirectional layer, which alone can go on with a stream.",
                nameof(shape));
        }
    }

    /// <summary>Throws unless classes are those of a network.</summary>
    /// <param name="classes">Classes, or the ignored target.</param>
    /// <param name="count">How many classes there are.</param>
    /// <param name="sequence">Which sequence they are of; or -1 where there is one for each sequence.</param>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static void Classes(ReadOnlySpan<int> classes, int count, int sequence)
    {
        for (int i = 0; i < classes.Length; i++)
        {
            if ((uint)classes[i] >= (uint)count && classes[i] != SoftmaxCrossEntropy.IgnoredTarget)
            {
                string place = sequence < 0 ? $"sequence {i}" : $"sequence {sequence}, step {i}";
                throw new ArgumentException(
                    $"Expected classes from 0 to {count - 1}, which the network has, got {classes[i]} at {place}.", nameof(classes));
            }
        }
    }
}
