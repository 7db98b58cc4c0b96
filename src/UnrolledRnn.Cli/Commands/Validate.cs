using System.CommandLine.Parsing;
using UnrolledRnn.Cli.Files;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What options may be.</summary>
internal static class Validate
{
    /// <summary>The value, a finite number, must not be below a bound.</summary>
    public static Action<OptionResult> AtLeast(int bound) => result => Check(result, value => value >= bound, $"at least {bound}");

    /// <summary>The value, a finite number, must be above a bound.</summary>
    public static Action<OptionResult> Above(int bound) => result => Check(result, value => value > bound, $"above {bound}");

    /// <summary>The value, a number, must lie between two bounds, both included.</summary>
    public static Action<OptionResult> Between(int low, int high) =>
        result => Check(result, value => value >= low && value <= high, $"from {low} to {high}");

    /// <summary>The value, where there is one, must be a word of some kind.</summary>
    /// <param name="isValid">Tells the kind.</param>
    /// <param name="expected">Its name.</param>
    public static Action<OptionResult> Word(Func<string, bool> isValid, string expected) => result =>
    {
        if (result.Tokens.Count > 0 && !isValid(result.Tokens[0].Value))
        {
            result.AddError($"{result.Option.Name} must be {expected}, got {result.Tokens[0].Value}.");
        }
    };

    /// <summary>The value, a number, must lie between two bounds, neither included.</summary>
    public static Action<OptionResult> Inside(double low, double high) =>
        result => Check(result, value => value > low && value < high, FormattableString.Invariant($"above {low} and below {high}"));

    /// <summary>The value, a number, must lie between two bounds, the upper one not included.</summary>
    public static Action<OptionResult> FromAndBelow(double low, double high) =>
        result => Check(result, value => value >= low && value < high, FormattableString.Invariant($"from {low} to below {high}"));

    /// <summary>The value, where there is one, must be one of some words.</summary>
    public static Action<OptionResult> OneOf(IEnumerable<string> words) =>
        Word(word => words.Contains(word, StringComparer.Ordinal), $"one of {string.Join(", ", words)}");

    /// <summary>The value must be the name of an encoding.</summary>
    public static void Encoding(OptionResult result)
    {
        string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : TextEncoding.Default;
        if (TextEncoding.Find(given) is null)
        {
            result.AddError(
                $"{result.Option.Name} must be the name of an encoding, such as utf-8, latin1, utf-16 or windows-1252, got {given}.");
        }
    }

    private static void Check(OptionResult result, Func<double, bool> isValid, string expected)
    {
        string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (float.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out float value)
            && !(float.IsFinite(value) && isValid(value)))
        {
            result.AddError($"{result.Option.Name} must be {expected}, got {given}.");
        }
    }
}
