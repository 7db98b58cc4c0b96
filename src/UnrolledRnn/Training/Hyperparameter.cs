namespace UnrolledRnn.Training;

/// <summary>
/// Checks of settings: a finite number in its range. Comparisons are written so that a NaN of either sign fails them; those of
/// <see cref="ArgumentOutOfRangeException"/> look at the sign bit alone.
/// </summary>
internal static class Hyperparameter
{
    /// <summary>A finite number of at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float AtLeastZero(float value, string parameterName) =>
        value >= 0 && float.IsFinite(value) ? value : throw Error(value, "a finite number of at least 0", parameterName);

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float AboveZero(float value, string parameterName) =>
        value > 0 && float.IsFinite(value) ? value : throw Error(value, "a finite number above 0", parameterName);

    /// <summary>A number from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float Fraction(float value, string parameterName) =>
        value is >= 0 and < 1 ? value : throw Error(value, "a number from 0 to below 1", parameterName);

    /// <summary>A number above 0 and at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float Part(float value, string parameterName) =>
        value is > 0 and <= 1 ? value : throw Error(value, "a number above 0 and at most 1", parameterName);

    /// <summary>The coefficient of a first-order pre-emphasis, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float PreEmphasis(float value, string parameterName) =>
        value is >= 0 and <= 1 ? value : throw Error(value, "a number from 0 to 1", parameterName);

    /// <summary>A number above 0, or infinity for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is another.</exception>
    public static float Limit(float value, string parameterName) =>
        value > 0 ? value : throw Error(value, "a number above 0, or infinity for no limit", parameterName);

    private static ArgumentOutOfRangeException Error(float value, string expected, string parameterName) =>
        new(parameterName, value, $"Expected {expected}, got {value}.");
}
