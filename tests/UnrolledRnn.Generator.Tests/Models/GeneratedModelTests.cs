namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>Generated networks compute what the programs computed that wrote the models.</summary>
public sealed class GeneratedModelTests
{
    public static TheoryData<string> Families() => [.. ModelFiles.Families];

    [SkippableTheory]
    [MemberData(nameof(Families))]
    public void Network_computes_what_the_program_of_a_model_computed(string family)
    {
        Skip.IfNot(ModelFiles.Exist, ModelFiles.Missing);
        int[] indices = [.. Enumerable.Range(0, ModelFiles.Cases.Count).Where(i => ModelFiles.Cases[i].Family == family)];
        Assert.NotEmpty(indices);
        Assert.All(indices, GeneratedModels.Check);
    }
}
