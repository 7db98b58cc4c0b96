using System.Globalization;
using UnrolledRnn.Formats.Tests.Keras;

namespace UnrolledRnn.Formats.Tests.RtNeural;

/// <summary>Models that RTNeural's exporter wrote from Keras, with a signal and Keras's answer to it beside them.</summary>
public sealed class RtNeuralFileTests
{
    private const float Tolerance = 1e-5f;

    [SkippableTheory]
    [InlineData("keras/lstm")]
    [InlineData("keras/gru")]
    [InlineData("models/rtneural/lstm_1d")]
    [InlineData("models/rtneural/dense")]
    public void File_computes_what_keras_did(string name)
    {
        ModelDescription model = ModelFiles.Read(SharedData.Require($"{name}.json"));

        KerasFixture.AssertClose(Signal($"{name}_y.csv"), KerasFixture.Run(model, Signal($"{name}_x.csv")), Tolerance);
    }

    [SkippableTheory]
    [InlineData("keras/lstm", "1 -> dense 8 Tanh -> Lstm 8 -> dense 1 Identity")]
    [InlineData("keras/gru", "1 -> dense 8 Tanh -> Gru 8 -> dense 8 Sigmoid -> dense 1 Identity")]
    public void File_is_described_layer_by_layer(string name, string expected) =>
        Assert.Equal(expected, ModelFiles.Read(SharedData.Require($"{name}.json")).ToString());

    [SkippableTheory]
    [InlineData("keras/lstm")]
    [InlineData("keras/gru")]
    [InlineData("models/rtneural/dense")]
    public void File_written_again_computes_the_same(string name)
    {
        using var folder = new TemporaryFolder();
        ModelDescription model = ModelFiles.Read(SharedData.Require($"{name}.json"));
        float[] inputs = Signal($"{name}_x.csv");

        ModelFiles.Write(model, folder.PathOf("again.json"));

        Assert.Equal(KerasFixture.Run(model, inputs), KerasFixture.Run(ModelFiles.Read(folder.PathOf("again.json")), inputs));
    }

    [SkippableFact]
    public void Model_of_nam_goes_over_and_agrees_once_its_state_has_settled()
    {
        using var folder = new TemporaryFolder();
        ModelDescription model = ModelFiles.Read(SharedData.Require("amp/lstm.nam"));
        float[] inputs = [.. Enumerable.Range(0, 4000).Select(i => MathF.Sin(i * 0.05f))];

        ModelFiles.Write(model, folder.PathOf("amp.aidax"));

        ModelDescription other = ModelFiles.Read(folder.PathOf("amp.aidax"));
        Assert.Equal(48_000, other.SampleRate);
        KerasFixture.AssertClose(KerasFixture.Run(model, inputs)[2000..], KerasFixture.Run(other, inputs)[2000..], Tolerance);
    }

    private static float[] Signal(string path) =>
        [.. File.ReadLines(SharedData.Require(path)).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
}
