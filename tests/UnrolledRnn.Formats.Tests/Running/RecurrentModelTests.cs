using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Running;

public sealed class RecurrentModelTests
{
    [SkippableFact]
    public void Amp_plays_what_neural_amp_modeler_plays()
    {
        float[] expected = Floats(SharedData.Require("amp/lstm-output.f32"));
        float[] dry = Wave(SharedData.Require("amp/guitar-di.wav"));
        using RecurrentModel amp = RecurrentModel.Open(
            SharedData.Require("amp/lstm.nam"), new RecurrentModelOptions { PrewarmSeconds = 0 });

        amp.Forward(dry, dry);

        Assert.Equal(expected.Length, dry.Length);
        Assert.All(expected.Zip(dry), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Model_is_run_by_the_class_of_the_application_that_fits()
    {
        Amp network = RandomWeights.Network<Amp>();
        float[] inputs = RandomWeights.Values(new Random(2), 3 * Amp.SequenceLength + 5);
        float[] expected = new float[inputs.Length];
        Amp.State state = default;
        for (int t = 0; t < inputs.Length; t++)
        {
            expected[t] = network.Step(inputs[t], ref state);
        }

        using RecurrentModel model = RecurrentModel.Open(ModelDescription.Of(network));
        float[] outputs = new float[inputs.Length];
        model.Forward(inputs, outputs);

        Assert.Equal(nameof(Amp), model.RunBy);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void Class_that_fits_runs_a_model_from_the_models_own_initial_state()
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<Amp>());
        float[] start = RandomWeights.Values(new Random(4), 16);
        model = model with
        {
            Layers =
            [
                model.Layers[0] with
                {
                    Tensors = new Dictionary<string, ModelTensor>(model.Layers[0].Tensors) { ["c_0"] = new ModelTensor(start, 16) },
                },
                model.Layers[1],
            ],
        };

        using RecurrentModel running = RecurrentModel.Open(model);

        Assert.Equal(nameof(Amp), running.RunBy);
        Assert.Equal(start, running.State[16..].ToArray());
        running.Step(0.5f);
        running.Reset();
        Assert.Equal(start, running.State[16..].ToArray());
    }

    [Fact]
    public void Model_that_no_class_fits_is_run_by_loops()
    {
        using RecurrentModel model = RecurrentModel.Open(ModelDescription.Of(RandomWeights.Network<Amp>()) with { Residual = true });

        Assert.Equal("plain", model.RunBy);
        Assert.Equal(0.25f, model.Step(0.25f) - FirstOutput(0.25f), 1e-6f);
    }

    [Fact]
    public void Token_goes_to_the_class_that_fits()
    {
        Language network = RandomWeights.Network<Language>();
        float[] expected = new float[Language.OutputSize];
        Language.State state = default;
        network.Step(3, expected, ref state);

        using RecurrentModel model = RecurrentModel.Open(ModelDescription.Of(network));
        float[] output = new float[Language.OutputSize];
        model.Step(3, output);

        Assert.Equal(nameof(Language), model.RunBy);
        Assert.Equal(expected, output);
    }

    private static float FirstOutput(float input)
    {
        Amp.State state = default;
        return RandomWeights.Network<Amp>().Step(input, ref state);
    }

    private static float[] Floats(string path) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    /// <summary>The samples of a mono file of 24 bits.</summary>
    private static float[] Wave(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int data = bytes.AsSpan().IndexOf("data"u8) + 8;
        return [.. Enumerable.Range(0, (bytes.Length - data) / 3).Select(i =>
            (bytes[data + (3 * i)] | (bytes[data + (3 * i) + 1] << 8) | ((sbyte)bytes[data + (3 * i) + 2] << 16)) / 8388608f)];
    }
}
