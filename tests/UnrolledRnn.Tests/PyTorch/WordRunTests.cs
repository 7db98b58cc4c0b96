using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>
/// 500 updates of a word model of three LSTMs, against those of PyTorch that <c>words beside</c> of the benchmarks has written down: from
/// the weights that seed 1 gives, with the same words and optimizer.
/// </summary>
public class WordRunTests
{
    private const double MaxRelativeDifference = 0.01;

    private readonly JsonElement _run = PyTorchFixture.Json("training_run_words.json");

    [Fact]
    public void Each_loss_of_a_word_model_is_that_of_PyTorch()
    {
        double[] expected = _run.Doubles("losses");

        double[] losses = Train(expected.Length);

        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((losses[i] / expected[i]) - 1);
            Assert.True(difference < MaxRelativeDifference, $"Before update {i}: {losses[i]}, where PyTorch has {expected[i]}.");
        }

        Assert.Equal(500, expected.Length);
        Assert.True(losses[^1] < 0.7 * losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }

    private double[] Train(int updates)
    {
        const int Length = WordTrainingRun.SequenceLength;
        int batchSize = _run.GetProperty("batchSize").GetInt32();
        int chunks = _run.GetProperty("chunks").GetInt32();
        byte[] bytes = _run.GetProperty("tokens").GetBytesFromBase64();
        var network = new WordTrainingRun(seed: 1);
        var trainer = new Trainer<WordTrainingRun>(
            network, new Adam(network.Parameters.Length, _run.Float("learningRate")), batchSize, _run.Float("maxNorm"));
        double[] losses = new double[updates];
        for (int i = 0; i < updates; i++)
        {
            int start = i % chunks * Length;
            if (start == 0)
            {
                trainer.ResetStates();
            }

            losses[i] = trainer.Train(Chunk(start), Chunk(start + 1));
        }

        return losses;

        int[] Chunk(int start) =>
        [
            .. from t in Enumerable.Range(0, Length)
               from b in Enumerable.Range(0, batchSize)
               select (int)BitConverter.ToUInt16(bytes, sizeof(ushort) * ((b * Length * chunks) + start + t)),
        ];
    }
}
