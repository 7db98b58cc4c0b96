using UnrolledRnn.Training;

namespace UnrolledRnn.Text.Tests;

public class TrainedGenerationTests
{
    private const int BatchSize = 4;

    [Theory]
    [InlineData("a", "bcabcabcabca")]
    [InlineData("abcab", "cabcabcabcab")]
    public void A_network_trained_on_a_pattern_continues_it(string prompt, string continuation)
    {
        string text = string.Concat(Enumerable.Repeat("abc", 100));
        Vocabulary vocabulary = Vocabulary.OfCharacters(text);
        var tokenizer = new CharacterTokenizer(vocabulary);
        EightTokens network = Train(tokenizer.EncodeText(text, out _));

        var generator = new TextGenerator<EightTokens>(network, tokenizer);

        Assert.Equal(continuation, string.Concat(generator.Generate(prompt, continuation.Length, new GreedySampler())));
    }

    private static EightTokens Train(int[] text)
    {
        var network = new EightTokens(seed: 2);
        var trainer = new Trainer<EightTokens>(
            network, new Adam(network.Parameters.Length, learningRate: 0.02f), BatchSize, maxGradientNorm: 1);
        var batches = new ContiguousBatches(text, BatchSize, EightTokens.SequenceLength);
        int[] tokens = new int[BatchSize * EightTokens.SequenceLength];
        int[] targets = new int[tokens.Length];
        for (int epoch = 0; epoch < 20; epoch++)
        {
            trainer.ResetStates();
            for (int chunk = 0; chunk < batches.Count; chunk++)
            {
                batches.Fill(chunk, tokens, targets);
                trainer.Train(tokens, targets);
            }
        }

        return network;
    }
}
