using System.Globalization;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Small expressions, written as a person would write them.</summary>
internal static class Expressions
{
    /// <summary>a + b, without the part that is zero.</summary>
    public static string Sum(string left, long right) =>
        right == 0 ? left : left == "0" ? Number(right) : $"{left} + {Number(right)}";

    /// <summary>The element of a reference at an offset.</summary>
    public static string Element(string reference, string offset) =>
        offset == "0" ? reference : $"§Unsafe.Add(ref {reference}, {offset})";

    public static string Element(string reference, long offset) => Element(reference, Number(offset));

    /// <summary>The step of a loop.</summary>
    public static string Advance(string variable, int by) => by == 1 ? $"{variable}++" : $"{variable} += {by}";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A float as equations write it.</summary>
    public static string Decimal(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A float literal that reads back as the same float.</summary>
    public static string Float(float value) => Decimal(value) + "f";

    /// <summary>A number with its thousands apart, for people.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
