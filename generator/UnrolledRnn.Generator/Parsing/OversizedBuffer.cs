using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>A buffer of a network that is larger than it can be.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Length">The length it would need.</param>
/// <param name="Max">The most that it could have.</param>
/// <param name="Unit">What both lengths count.</param>
/// <param name="Sizes">The sizes that it grows with, the first to blame first; <c>hiddenSize</c> stands for layer attributes too.</param>
internal sealed record OversizedBuffer(string Name, decimal Length, int Max, string Unit, IReadOnlyList<string> Sizes)
{
    /// <summary>Where the largest of these sizes is written.</summary>
    public LocationInfo Culprit(IReadOnlyDictionary<string, int> sizes, IEnumerable<DeclaredLayer> layers, AttributeSyntaxView syntax)
    {
        List<string> places = [.. sizes.Keys];
        IEnumerable<(int Size, LocationInfo Location)> ofLayers = Sizes.Contains("hiddenSize")
            ? layers.Where(layer => layer.Size is not null).Select(layer => (layer.Size!.Value, layer.SizeLocation))
            : [];
        return ofLayers
            .Concat(Sizes.Where(sizes.ContainsKey).Select(name => (sizes[name], syntax.OfArgument(name, places.IndexOf(name)))))
            .OrderByDescending(candidate => candidate.Item1)
            .First().Item2;
    }
}
