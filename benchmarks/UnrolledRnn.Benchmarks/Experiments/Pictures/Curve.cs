namespace UnrolledRnn.Benchmarks.Experiments.Pictures;

/// <summary>A line of a picture: one value after the other.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Color">Its colour, as #rrggbb.</param>
/// <param name="Values">The values; those that are not finite are left out.</param>
/// <param name="IsDashed">Whether it is dashed, so that a line below it can be seen.</param>
internal sealed record Curve(string Name, string Color, IReadOnlyList<double> Values, bool IsDashed = false)
{
    public const string Blue = "#1f6fb4";
    public const string Red = "#d1495b";
    public const string Grey = "#9aa5b1";

    /// <summary>The means of the last values, so that what one chunk of text is harder than another does not hide the curve.</summary>
    /// <param name="values">The values.</param>
    /// <param name="window">How many.</param>
    public static double[] Smooth(IReadOnlyList<double> values, int window) =>
        [.. Enumerable.Range(0, values.Count).Select(i => values.Take(i + 1).TakeLast(window).Average())];
}
