using System.Text.RegularExpressions;

namespace UnrolledRnn.Tests.Support;

/// <summary>Assertions on floats and on argument errors.</summary>
internal static class Expect
{
    /// <summary>Passes where each difference is at most <paramref name="tolerance"/> · (1 + |expected|).</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5, string name = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i]))))
            {
                Assert.Fail($"{name}[{i}]: expected {expected[i]}, got {actual[i]}.");
            }
        }
    }

    /// <inheritdoc cref="Close(ReadOnlySpan{double}, ReadOnlySpan{float}, double, string)"/>
    public static void Close(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5) =>
        Close(Array.ConvertAll(expected.ToArray(), value => (double)value), actual, tolerance);

    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(expected[i]) != BitConverter.SingleToUInt32Bits(actual[i]))
            {
                Assert.Fail($"[{i}]: expected {expected[i]:R}, got {actual[i]:R}.");
            }
        }
    }

    /// <summary>Passes where a call refuses a span, naming its parameter, the length it must have and the one it has.</summary>
    public static void LengthError(string parameterName, int expected, int actual, Action call)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(parameterName, call);
        Assert.Matches(Number(expected), exception.Message);
        Assert.Matches(Number(actual), exception.Message);
    }

    private static Regex Number(int number) => new($@"\b{number}\b");
}
