using System.Text.Json;
using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>200 updates of a next-character model, against PyTorch from the same weights, with the same text and optimizer.</summary>
public class TrainingRunTests
{
    private const double MaxRelativeDifference = 0.01;

    private readonly JsonElement _run = PyTorchFixture.Json("training_runs.json");

    [Fact]
    public void Each_loss_of_an_Elman_network_is_that_of_PyTorch() => CheckLosses<ElmanTrainingRun>("elman");

    [Fact]
    public void Each_loss_of_an_LSTM_is_that_of_PyTorch() => CheckLosses<LstmTrainingRun>("lstm");

    [Fact]
    public void Each_loss_of_a_GRU_is_that_of_PyTorch() => CheckLosses<GruTrainingRun>("gru");

    private void CheckLosses<TNetwork>(string cell)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        double[] expected = _run.GetProperty("cells").GetProperty(cell).Doubles("losses");

        double[] losses = Train<TNetwork>(cell, expected.Length);

        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((losses[i] / expected[i]) - 1);
            Assert.True(difference < MaxRelativeDifference, $"Before update {i}: {losses[i]}, where PyTorch has {expected[i]}.");
        }

        // A run that learns nothing would agree as well.
        Assert.True(losses[^1] < 0.6 * losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }

    private double[] Train<TNetwork>(string cell, int updates)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        int length = TNetwork.Shape.SequenceLength;
        int batchSize = _run.GetProperty("batchSize").GetInt32();
        int chunks = _run.GetProperty("chunks").GetInt32();
        TNetwork network = ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"training_run_{cell}.safetensors"));
        var trainer = new Trainer<TNetwork>(
            network, new Adam(network.Parameters.Length, _run.Float("learningRate")), batchSize, _run.Float("maxNorm"));
        double[] losses = new double[updates];
        for (int i = 0; i < updates; i++)
        {
            int start = i % chunks * length;
            if (start == 0)
            {
                trainer.ResetStates();
            }

            losses[i] = trainer.Train(Chunk(start, length, batchSize, chunks), Chunk(start + 1, length, batchSize, chunks));
        }

        return losses;
    }

    /// <summary>[T, B] characters of the B streams into which the text is cut.</summary>
    private int[] Chunk(int start, int length, int batchSize, int chunks)
    {
        string text = _run.GetProperty("text").GetString()!;
        string characters = _run.GetProperty("characters").GetString()!;
        return
        [
            .. from t in Enumerable.Range(start, length)
               from b in Enumerable.Range(0, batchSize)
               select characters.IndexOf(text[(b * length * chunks) + t], StringComparison.Ordinal),
        ];
    }
}
