namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>Breadth: a family of random declarations, compiled, run and compared with the double-precision reference.</summary>
public sealed class RandomDeclarationTests
{
    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, Declaration.Count)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Network_computes_what_the_reference_computes(int index) =>
        RandomNetworks.Check(Declaration.All[index], new BitHash());

    [Fact]
    public void Family_has_every_remainder_of_every_vector_width() =>
        Assert.Equal(16, Declaration.All.Select(declaration => declaration.HiddenSize % 16).Distinct().Count());

    [Fact]
    public void Family_has_every_option()
    {
        Assert.Equal(Enum.GetValues<RnnCell>().Length, Declaration.All.Select(declaration => declaration.Cell).Distinct().Count());
        Assert.Equal(Enum.GetValues<OutputActivation>().Length, Declaration.All.Select(declaration => declaration.OutputActivation).Distinct().Count());
        Assert.Equal(Enum.GetValues<SequenceOutputs>().Length, Declaration.All.Select(declaration => declaration.Outputs).Distinct().Count());
        Assert.Equal(Enum.GetValues<Initialization>().Length, Declaration.All.Select(declaration => declaration.Initialization).Distinct().Count());
        Assert.Equal(Enum.GetValues<Unrolling>().Length, Declaration.All.Select(declaration => declaration.Unroll).Distinct().Count());
    }
}
