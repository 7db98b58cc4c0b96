using System.Globalization;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>How many layers a network may have: each is code, so that a number mistyped would keep the compiler busy without end.</summary>
internal static class LayerLimit
{
    /// <summary>The most recurrent layers by <c>LayerCount</c>, and the most layer attributes.</summary>
    public const int Most = 64;

    public static DiagnosticInfo Exceeded(LocationInfo? location, int count) => DiagnosticInfo.Create(
        DiagnosticDescriptors.TooManyLayers,
        location,
        count.ToString("N0", CultureInfo.InvariantCulture),
        Most.ToString(CultureInfo.InvariantCulture));
}
