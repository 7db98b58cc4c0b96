namespace UnrolledRnn.Generator.Model;

/// <summary>The values of the layer above, then those of an earlier one.</summary>
internal sealed record ConcatSpec : JoiningSpec
{
    public override int OutputSizeBehind(IReadOnlyList<int> sizes) => sizes[sizes.Count - 1] + sizes[From];
}
