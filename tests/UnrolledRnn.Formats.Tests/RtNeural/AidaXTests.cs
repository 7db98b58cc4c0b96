using System.Text;
using UnrolledRnn.Formats.Tests.Keras;

namespace UnrolledRnn.Formats.Tests.RtNeural;

/// <summary>y = out_gain (net(in_gain x) + in_skip · in_gain x).</summary>
public sealed class AidaXTests
{
    private const float Tolerance = 1e-5f;

    private const string Dense = """{"type": "dense", "activation": "", "shape": [null, null, 1], "weights": [[[0.5], [0.25]], [0.125]]}""";

    private const string Activation = """{"type": "activation", "activation": "tanh", "shape": [null, null, 1], "weights": []}""";

    private const string SingleDense = """{"type": "dense", "activation": "", "shape": [null, null, 1], "weights": [[[0.5]], [0.125]]}""";

    [Fact]
    public void Skip_alone_is_a_residual_model()
    {
        ModelDescription model = Read("\"in_skip\": 1", 1, SingleDense);

        Assert.True(model.Residual);
        KerasFixture.AssertClose([(0.5f * 2) + 0.125f + 2], KerasFixture.Run(model, [2]), Tolerance);
    }

    [Fact]
    public void Gains_go_into_the_dense_layers_they_meet()
    {
        ModelDescription model = Read("\"in_gain\": 6, \"out_gain\": -12", 1, SingleDense);

        Assert.Equal("1 -> dense 1 Identity", model.ToString());
        KerasFixture.AssertClose([Factor(-12) * ((0.5f * Factor(6) * 2) + 0.125f)], KerasFixture.Run(model, [2]), Tolerance);
    }

    [Fact]
    public void Gains_around_functions_are_layers_of_their_own()
    {
        ModelDescription model = Read("\"in_gain\": 6, \"out_gain\": -12", 1, Activation);

        Assert.Equal("1 -> dense 1 Identity without bias -> Tanh -> dense 1 Identity without bias", model.ToString());
        KerasFixture.AssertClose([Factor(-12) * MathF.Tanh(Factor(6) * 0.3f)], KerasFixture.Run(model, [0.3f]), Tolerance);
    }

    [Fact]
    public void Skip_lies_inside_both_gains()
    {
        ModelDescription model = Read("\"in_gain\": 6, \"out_gain\": -12, \"in_skip\": 1", 1, SingleDense);

        Assert.False(model.Residual);
        KerasFixture.AssertClose(
            [Factor(-12) * ((0.5f * Factor(6) * 2) + 0.125f + (Factor(6) * 2))], KerasFixture.Run(model, [2]), Tolerance);
    }

    [Fact]
    public void Skip_between_gains_that_undo_each_other_is_a_residual_model() =>
        Assert.True(Read("\"in_gain\": 7.5, \"out_gain\": -7.5, \"in_skip\": 1", 1, SingleDense).Residual);

    [Fact]
    public void Parameters_behind_the_first_input_are_neither_scaled_nor_skipped()
    {
        ModelDescription model = Read("\"in_gain\": 6, \"out_gain\": 3, \"in_skip\": 1", 2, Dense);

        float x = 2 * Factor(6);
        KerasFixture.AssertClose([Factor(3) * ((0.5f * x) + (0.25f * 3) + 0.125f + x)], KerasFixture.Run(model, [2, 3]), Tolerance);
    }

    [Fact]
    public void Input_gain_reaches_a_recurrent_layer()
    {
        const string lstm =
            """
            {"type": "lstm", "activation": "", "shape": [null, null, 1],
             "weights": [[[0.1, 0.2, 0.3, 0.4]], [[0.5, 0.6, 0.7, 0.8]], [0, 0.1, 0.2, 0.3]]}
            """;
        float[] plain = KerasFixture.Run(Read("\"in_gain\": 0", 1, lstm), [0.5f * Factor(6), -0.25f * Factor(6)]);

        KerasFixture.AssertClose(plain, KerasFixture.Run(Read("\"in_gain\": 6", 1, lstm), [0.5f, -0.25f]), Tolerance);
    }

    [Fact]
    public void Sample_rate_that_is_a_text_is_read_with_the_other_metadata()
    {
        ModelDescription model = Read("\"metadata\": {\"name\": \"Amp\", \"samplerate\": \"48000\"}", 1, SingleDense);

        Assert.Equal(48_000, model.SampleRate);
        Assert.Equal("Amp", model.Metadata["name"]);
    }

    private static float Factor(double decibels) => (float)Math.Pow(10, decibels / 20);

    private static ModelDescription Read(string members, int inputs, string layer) => ModelFiles.Read(
        Encoding.UTF8.GetBytes($$"""{"in_shape": [null, null, {{inputs}}], {{members}}, "layers": [{{layer}}]}"""), "model.aidax");
}
