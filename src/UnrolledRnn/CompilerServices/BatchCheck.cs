using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>Checks that inputs, outputs and states belong to the same batch, and names the one that does not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchCheck
{
    /// <summary>Throws unless the spans of a batch have the lengths that they must have.</summary>
    /// <param name="inputs">Elements of the inputs.</param>
    /// <param name="outputs">Elements of the outputs.</param>
    /// <param name="batchSize">B, the number of states or of the tape's sequences.</param>
    /// <param name="inputLength">Elements of the inputs of one sequence.</param>
    /// <param name="outputLength">Elements of the outputs of one sequence.</param>
    /// <param name="inputShape">The shape of the inputs, with <c>{0}</c> for B.</param>
    /// <param name="outputShape">The shape of the outputs, with <c>{0}</c> for B.</param>
    /// <param name="inputsName">The parameter of the inputs.</param>
    /// <param name="batchName">The parameter that gives B; that of the inputs, for a single sequence.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lengths(
        int inputs, int outputs, int batchSize, int inputLength, int outputLength, string inputShape, string outputShape, string inputsName,
        string batchName)
    {
        if (inputs != (long)batchSize * inputLength || outputs != (long)batchSize * outputLength)
        {
            Fail(inputs, outputs, batchSize, inputLength, outputLength, inputShape, outputShape, inputsName, batchName);
        }
    }

    /// <summary>Throws unless each number of a list is that of a state.</summary>
    /// <param name="streams">The list.</param>
    /// <param name="states">States.</param>
    /// <param name="streamsName">The parameter of the list.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public static void Streams(ReadOnlySpan<int> streams, int states, string streamsName)
    {
        foreach (int stream in streams)
        {
            if ((uint)stream >= (uint)states)
            {
                throw new ArgumentOutOfRangeException(streamsName, stream, $"Expected numbers of {states} states, from 0 on, got {stream}.");
            }
        }
    }

    /// <summary>Whether no two streams of a few are one.</summary>
    /// <param name="streams">The streams.</param>
    public static bool AreDistinct(ReadOnlySpan<int> streams)
    {
        for (int i = 1; i < streams.Length; i++)
        {
            if (streams[..i].Contains(streams[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Fail(
        int inputs, int outputs, int batchSize, int inputLength, int outputLength, string inputShape, string outputShape, string inputsName,
        string batchName)
    {
        (int sequences, int rest) = Math.DivRem(inputs, inputLength);
        if (batchName != inputsName && rest == 0 && sequences > 0 && outputs == (long)sequences * outputLength)
        {
            throw new ArgumentException(
                $"Expected {sequences} sequence{(sequences == 1 ? "" : "s")}, as {inputsName} of {Shape(inputShape, sequences)} have, got {batchSize}.", batchName);
        }

        if (inputs != (long)batchSize * inputLength)
        {
            Throw.IfLengthDiffers(inputs, (long)batchSize * inputLength, inputsName, Shape(inputShape, batchSize));
        }

        Throw.IfLengthDiffers(outputs, (long)batchSize * outputLength, "outputs", Shape(outputShape, batchSize));
    }

    private static string Shape(string shape, int batchSize) => string.Format(CultureInfo.InvariantCulture, shape, batchSize);
}
