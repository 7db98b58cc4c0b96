namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>Gradients of cells with other functions, without biases, with peepholes, limits, projections and learned states.</summary>
public sealed class CellVariantTests
{
    [Theory]
    [MemberData(nameof(ReferenceLayers.CellFunctions), MemberType = typeof(ReferenceLayers))]
    public void Functions_of_gates(LayerActivation function)
    {
        AssertGated(CellVariant.Default with { GateActivation = function });
        Assert("lstm", CellVariant.Default with { GateActivation = function, Peepholes = true });
    }

    [Theory]
    [MemberData(nameof(ReferenceLayers.CellFunctions), MemberType = typeof(ReferenceLayers))]
    public void Functions_of_cells(LayerActivation function)
    {
        AssertGated(CellVariant.Default with { CellActivation = function });
        Assert("tanh", CellVariant.Default with { CellActivation = function });
    }

    [Theory]
    [MemberData(nameof(ReferenceLayers.Cells), MemberType = typeof(ReferenceLayers))]
    public void Cells_without_biases(string cell) => Assert(cell, CellVariant.Default with { Bias = false });

    [Theory]
    [MemberData(nameof(ReferenceLayers.Cells), MemberType = typeof(ReferenceLayers))]
    public void Learned_initial_states(string cell) => Assert(cell, CellVariant.Default with { LearnsInitialState = true });

    [Fact]
    public void Peepholes() => Assert("lstm", CellVariant.Default with { Peepholes = true });

    [Theory]
    [InlineData(0.1f, false)]
    [InlineData(0.3f, true)]
    public void Limits_of_c(float limit, bool peepholes) =>
        Assert("lstm", CellVariant.Default with { CellClip = limit, Peepholes = peepholes });

    [Fact]
    public void Projections() => Assert("lstm", CellVariant.Default with { ProjectionSize = 2 });

    [Fact]
    public void All_options_of_an_lstm_at_once() => Assert("lstm", new CellVariant
    {
        Bias = false,
        GateActivation = LayerActivation.LegacyHardSigmoid,
        CellActivation = LayerActivation.Softplus,
        ProjectionSize = 3,
        CellClip = 0.5f,
        Peepholes = true,
        LearnsInitialState = true,
    });

    private static void AssertGated(CellVariant variant)
    {
        foreach (string cell in new[] { "lstm", "gru", "gru reset before" })
        {
            Assert(cell, variant);
        }
    }

    private static void Assert(string cell, CellVariant variant)
    {
        RecurrentReference single = ReferenceLayers.Recurrent(cell, 3, 4, 0, variant);
        CentralDifferences.Assert(new NetworkReference([single, ReferenceLayers.Output(single.OutputSize)]));
        BidirectionalReference both = ReferenceLayers.Bidirectional(cell, 3, 4, 0, variant);
        CentralDifferences.Assert(new NetworkReference([both, ReferenceLayers.Output(both.OutputSize)], SequenceOutputs.LastStep));
    }
}
