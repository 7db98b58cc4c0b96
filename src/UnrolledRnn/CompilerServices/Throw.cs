using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>Argument checks whose messages name the parameter, what was expected and what came.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Throw
{
    /// <summary>Throws unless a span has exactly the expected length.</summary>
    /// <param name="actual">The length of the span.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfLengthDiffers(int actual, long expected, string parameterName)
    {
        if (actual != expected)
        {
            LengthDiffers(actual, expected, parameterName);
        }
    }

    /// <summary>Throws unless a span has exactly the expected length.</summary>
    /// <param name="actual">The length of the span.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <param name="shape">What the elements are, such as <c>[T = 8, B, nIn = 2]</c>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfLengthDiffers(int actual, long expected, string parameterName, string shape)
    {
        if (actual != expected)
        {
            LengthDiffers(actual, expected, parameterName, shape);
        }
    }

    /// <summary>Throws where the memory of two spans is partly the same.</summary>
    /// <param name="inputs">What is read.</param>
    /// <param name="outputs">What is written while the inputs are being read.</param>
    /// <param name="mayCoincide">Whether they may begin at the same place.</param>
    /// <param name="parameterName">The name of the outputs.</param>
    /// <exception cref="ArgumentException">They overlap in another way.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfOverlaps(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, bool mayCoincide, string parameterName)
    {
        if (inputs.Overlaps(outputs, out int distance) && !(mayCoincide && distance == 0))
        {
            Overlaps(distance, mayCoincide, parameterName);
        }
    }

    /// <summary>Throws unless the length of a span is a multiple of a size.</summary>
    /// <param name="actual">The length of the span.</param>
    /// <param name="size">The size of one element of its content.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <param name="shape">What the elements are, such as <c>[B, StateSize = 32]</c>.</param>
    /// <exception cref="ArgumentException">The length is no multiple.</exception>
    public static void IfNotMultiple(int actual, int size, string parameterName, string? shape = null)
    {
        if (actual % size != 0)
        {
            throw new ArgumentException($"Expected a multiple of {size} elements{(shape is null ? "" : $", {shape}")}, got {actual}.", parameterName);
        }
    }

    /// <summary>Throws unless a token is an index into the vocabulary.</summary>
    /// <param name="token">The token.</param>
    /// <param name="vocabularySize">The number of tokens there are.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The token is negative or not below <paramref name="vocabularySize"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfTokenOutOfRange(int token, int vocabularySize, string parameterName)
    {
        if ((uint)token >= (uint)vocabularySize)
        {
            TokenOutOfRange(token, vocabularySize, parameterName);
        }
    }

    /// <summary>Throws unless every token is an index into the vocabulary.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="vocabularySize">The number of tokens there are.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A token is negative or not below <paramref name="vocabularySize"/>.</exception>
    public static void IfTokenOutOfRange(ReadOnlySpan<int> tokens, int vocabularySize, string parameterName)
    {
        foreach (int token in tokens)
        {
            IfTokenOutOfRange(token, vocabularySize, parameterName);
        }
    }

    /// <summary>The error of an activation that is not known, or has no place where it is given.</summary>
    internal static ArgumentOutOfRangeException NoActivation(LayerActivation function, string parameterName) =>
        new(parameterName, function, "Expected an activation that there is, and in a cell none but one of single values.");

    [DoesNotReturn]
    private static void LengthDiffers(int actual, long expected, string parameterName) =>
        throw new ArgumentException($"Expected {expected} elements, got {actual}.", parameterName);

    [DoesNotReturn]
    private static void LengthDiffers(int actual, long expected, string parameterName, string shape) =>
        throw new ArgumentException($"Expected {expected} elements, {shape}, got {actual}.", parameterName);

    [DoesNotReturn]
    private static void Overlaps(int distance, bool mayCoincide, string parameterName) => throw new ArgumentException(
        $"Expected memory of its own{(mayCoincide ? ", or exactly that of the inputs" : "")}, got memory that begins {distance} elements behind the inputs and overlaps them.", parameterName);

    [DoesNotReturn]
    private static void TokenOutOfRange(int token, int vocabularySize, string parameterName) =>
        throw new ArgumentOutOfRangeException(
            parameterName, token, $"Expected a token from 0 to {vocabularySize - 1}, got {token}.");
}
