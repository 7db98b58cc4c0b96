using UnrolledRnn.Training;

namespace UnrolledRnn.Text.Tests.Batching;

public class TokenStreamDatasetTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(50, 3)]
    [InlineData(97, 4)]
    public void A_dataset_of_a_text_has_the_batches_of_ContiguousBatches(int count, int batchSize)
    {
        int[] tokens = [.. Enumerable.Range(0, count).Select(i => i * 7 % 3)];
        var shape = new NetworkShape
        {
            InputSize = 3,
            Layers = [],
            OutputSize = 3,
            OutputActivation = LayerActivation.Identity,
            SequenceLength = 5,
            Outputs = SequenceOutputs.EveryStep,
            StateSize = 1,
        };
        var batches = new ContiguousBatches(tokens, batchSize, sequenceLength: 5);
        BatchSource source = new TokenStreamDataset(tokens).CreateBatches(shape, batchSize);
        var batch = new Batch(shape, batchSize, hasTokens: true, hasClasses: true);
        int[] inputs = new int[5 * batchSize];
        int[] targets = new int[5 * batchSize];

        Assert.Equal(batches.Count, source.Count);
        for (int i = 0; i < source.Count; i++)
        {
            int counted = batches.Fill(i, inputs, targets);
            source.Fill(i, batch);
            Assert.Equal(inputs, batch.Tokens.ToArray());
            Assert.Equal(targets, batch.Classes.ToArray());
            Assert.Equal(counted, batch.Counted);
        }
    }
}
