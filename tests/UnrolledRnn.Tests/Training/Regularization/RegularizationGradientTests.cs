using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Tests.PyTorch;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Gradients of regularised passes are the slopes of their losses, masks and penalties included.</summary>
public class RegularizationGradientTests
{
    private const int BatchSize = 3;

    private static readonly Dictionary<string, Regularization> s_kinds = new()
    {
        ["embedding"] = new() { EmbeddingDropout = 0.4f },
        ["input"] = new() { InputDropout = 0.4f },
        ["layers"] = new() { LayerDropout = 0.4f },
        ["output"] = new() { OutputDropout = 0.4f },
        ["every step"] = new() { InputDropout = 0.4f, LayerDropout = 0.4f, OutputDropout = 0.4f, IsVariational = false },
        ["weights"] = new() { WeightDropout = 0.5f },
        ["hidden zoneout"] = new() { HiddenZoneout = 0.4f },
        ["cell zoneout"] = new() { CellZoneout = 0.4f },
        ["activation"] = new() { OutputDropout = 0.4f, ActivationPenalty = 5 },
        ["temporal"] = new() { OutputDropout = 0.4f, TemporalActivationPenalty = 5 },
        ["all"] = new()
        {
            InputDropout = 0.2f,
            LayerDropout = 0.2f,
            OutputDropout = 0.2f,
            WeightDropout = 0.3f,
            HiddenZoneout = 0.2f,
            CellZoneout = 0.2f,
            ActivationPenalty = 2,
            TemporalActivationPenalty = 1,
        },
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    public static TheoryData<string> KindsOfAnyNetwork => [.. s_kinds.Keys.Where(kind => kind != "embedding")];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_a_word_model(string kind)
    {
        int[] tokens = TestData.Tokens(SmallWordModel.SequenceLength * BatchSize, SmallWordModel.InputSize);

        Passes(GradientCheck.RunTokens(new SmallWordModel(seed: 1), tokens, tokens, options: Options(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_vectors_in_place_of_words(string kind) => Check(new SmallWordModel(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_GRUs_that_reset_before_from_a_learned_state(string kind) => Check(Drawn<ResetBeforeLayers>(), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_projections_peepholes_skips_and_dense_layers_between(string kind) => Check(Drawn<EveryLayer>(), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_layers_both_ways(string kind) => Check(new GruStackBidirectionalVector(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_the_last_steps_both_ways(string kind) => Check(new LstmBidirectionalLastVector(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_the_last_time_both_ways(string kind) => Check(new LstmBidirectionalLastTimeVector(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_the_last_step(string kind) => Check(new LastStepTwin(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_outputs_that_are_hidden_states(string kind) => Check(new HiddenOutput(seed: 1), kind);

    [Theory]
    [MemberData(nameof(KindsOfAnyNetwork))]
    public void Of_inputs_that_are_also_added_to_the_outputs(string kind) => Check(new ResidualTwin(seed: 1), kind);

    private static void Check<TNetwork>(TNetwork network, string kind)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        float[] inputs = TestData.Floats(TNetwork.Shape.SequenceLength * BatchSize * TNetwork.Shape.InputSize);

        Passes(GradientCheck.Run(network, inputs, Options(kind)));
    }

    /// <summary>With parameters and initial states all of one size.</summary>
    private static TNetwork Drawn<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateEmpty();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(TestData.Floats(tensor.Count, seed: tensor.Offset, scale: 0.5f), network.Parameters);
        }

        return network;
    }

    private static GradientCheckOptions Options(string kind) => new() { Regularization = s_kinds[kind], ElementsPerTensor = 12 };

    private static void Passes(GradientReport report)
    {
        Assert.True(report.IsWithin(), report.ToString());
        Assert.True(report.Tensors.Sum(tensor => tensor.Compared) > 0);
    }
}
