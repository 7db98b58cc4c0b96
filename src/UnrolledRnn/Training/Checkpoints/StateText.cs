using System.Globalization;

namespace UnrolledRnn.Training;

/// <summary>Numbers as texts of a checkpoint: as many digits as tell them from every other.</summary>
internal static class StateText
{
    /// <summary>A number of the state.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A setting, in few digits where it is that of a float; only compared with others, never read.</summary>
    public static string OfSetting(double value) => (float)value == value
        ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
        : Of(value);

    /// <summary>A whole number of the state.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a number.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a whole number.</summary>
    public static bool TryParse(string? text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a number that has been found to be one.</summary>
    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads a whole number that has been found to be one.</summary>
    public static long Count(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
