namespace UnrolledRnn.Generator.Model;

/// <summary>The values of the layer above, plus a multiple of those of an earlier one.</summary>
internal sealed record SkipSpec : JoiningSpec
{
    public required float Gain { get; init; }

    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => sizes[sizes.Count - 1];
}
