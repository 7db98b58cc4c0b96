using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

public sealed class FittedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    public void A_sequence_of_any_length_is_predicted_as_step_by_step(int length)
    {
        float[] sequence = TestData.Floats(length * 3);
        var network = new ElmanTanh(1);
        float[] expected = new float[length * 2];
        ElmanTanh.State state = default;
        for (int step = 0; step < length; step++)
        {
            network.Step(sequence.AsSpan(step * 3, 3), expected.AsSpan(step * 2, 2), ref state);
        }

        float[] outputs = new float[length * 2];
        float[] last = new float[2];
        new FittedModel<ElmanTanh>(network).Predict(sequence, outputs);
        new FittedModel<ElmanTanh>(network).Predict(sequence, last);

        Expect.Close(expected, outputs, 1e-6);
        Expect.Close(expected.AsSpan(^2..), last, 1e-6);
    }

    [Fact]
    public void Predictions_allocate_nothing()
    {
        var model = new FittedModel<LastStepTwin>(new LastStepTwin(1), new Normalization([0, 0, 0], [1, 1, 1]));
        float[] sequence = TestData.Floats(9);
        float[] output = new float[2];

        Assert.Equal(0, Allocation.AfterWarmUp(() =>
        {
            model.Predict(sequence, output);
            model.PredictClass(sequence);
        }));
    }

    [Fact]
    public void A_loaded_model_predicts_the_same_bits()
    {
        var model = new FittedModel<LastStepTwin>(
            new LastStepTwin(1),
            new Normalization([1, 2, 3], [4, 5, 0.1f]),
            new Normalization([100, 200], [3, 7]),
            new Dictionary<string, string> { ["labels"] = "a,b" });
        string path = _folder.PathOf("model.safetensors");

        model.Save(path);
        FittedModel<LastStepTwin> loaded = FittedModel.Load<LastStepTwin>(path);

        float[] expected = new float[2];
        float[] actual = new float[2];
        model.Predict(TestData.Floats(12), expected);
        loaded.Predict(TestData.Floats(12), actual);
        Expect.SameBits(expected, actual);
        Assert.Equal("a,b", Assert.Single(loaded.Texts).Value);
    }

    [Fact]
    public void A_file_with_a_normalisation_is_a_model_file_like_others()
    {
        string path = _folder.PathOf("model.safetensors");
        new FittedModel<LastStepTwin>(new LastStepTwin(1), new Normalization([1, 2, 3], [4, 5, 6])).Save(path);

        LastStepTwin network = LastStepTwin.Load(path);

        Expect.SameBits(new LastStepTwin(1).Parameters, network.Parameters);
    }

    [Fact]
    public void Outputs_of_another_length_are_refused() => Expect.LengthError(
        "outputs", 2, 3, () => new FittedModel<LastStepTwin>(new LastStepTwin(1)).Predict(new float[9], new float[3]));
}
