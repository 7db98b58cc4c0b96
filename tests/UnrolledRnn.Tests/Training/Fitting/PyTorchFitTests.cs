using System.Text.Json;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Whole runs on sequences of different lengths, beside PyTorch's on packed ones (PyTorch/make_fit.py).</summary>
public class PyTorchFitTests
{
    private readonly JsonElement _fixture = PyTorchFixture.Json("fit.json");

    [Fact]
    public void A_target_for_each_sequence_trains_as_in_PyTorch()
    {
        double[] targets = _fixture.Doubles("targets");
        float[][] values = [.. Enumerable.Range(0, 4).Select(i => new[] { (float)targets[i * 2], (float)targets[(i * 2) + 1] })];

        AssertTrains<LastStepTwin>(new SequenceDataset(Sequences, 3, values, 2), "last", batchSize: 4);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 3)]
    public void A_class_for_each_step_trains_as_in_PyTorch(bool packs, int batchSize)
    {
        int[][] classes = [.. _fixture.GetProperty("classes").EnumerateObject()
            .Select(member => member.Value.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

        AssertTrains<ElmanTanh>(new SequenceDataset(Sequences, 3, classes) { Packs = packs }, "every", batchSize);
    }

    private float[][] Sequences => [.. _fixture.GetProperty("sequences").EnumerateObject().Select(member => member.Value.Floats())];

    private void AssertTrains<TNetwork>(SequenceDataset data, string name, int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        JsonElement expected = _fixture.GetProperty(name);
        TNetwork network = TNetwork.CreateEmpty();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(_fixture.GetProperty("start").Floats(tensor.Name), network.Parameters);
        }

        var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length, 0.02f), batchSize, maxGradientNorm: 0.5f);
        TrainingReport report = trainer.Fit(data, new FitOptions { Epochs = 20 });

        Assert.Equal(20, report.Steps);
        Expect.Close(expected.Doubles("losses"), [.. report.History.Select(epoch => (float)epoch.Loss)], 1e-4, "loss");
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            Expect.Close(expected.GetProperty("parameters").Doubles(tensor.Name), values, 2e-4, tensor.Name);
        }
    }
}
