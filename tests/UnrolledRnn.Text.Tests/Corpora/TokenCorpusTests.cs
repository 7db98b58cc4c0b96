using UnrolledRnn.Training;

namespace UnrolledRnn.Text.Tests;

public sealed class TokenCorpusTests : IDisposable
{
    private const string Text = "The cat sat.\nThe dog, too.\n\nOne zebra.\n";

    private static readonly WordTokenizer s_tokenizer = new(Vocabulary.OfWords("The cat sat. dog,\n\nThe\ntoo"));

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.tokens");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_corpus_has_the_tokens_of_its_text()
    {
        TokenCorpus.Write(_path, ["The cat sat.\n", "The dog, too.\n\n", "One zebra.\n"], s_tokenizer);

        using TokenCorpus corpus = TokenCorpus.Open(_path, s_tokenizer);

        int[] expected = s_tokenizer.EncodeText(Text, out int unknown);
        Assert.Equal(expected, Enumerable.Range(0, corpus.Count).Select(i => corpus[i]));
        Assert.Equal(unknown, corpus.UnknownCount);
        Assert.Equal(64 + (2 * expected.Length), new FileInfo(_path).Length);
    }

    [Fact]
    public void A_large_vocabulary_has_tokens_of_four_bytes()
    {
        var tokenizer = new CharacterTokenizer(new Vocabulary(
            [.. (string[])["<unk>", "<bos>", "<eos>"], .. Enumerable.Range(0, 70_000).Select(i => char.ConvertFromUtf32(0x10000 + i))]));
        string text = char.ConvertFromUtf32(0x10000 + 69_999);

        TokenCorpus.Write(_path, [text], tokenizer);

        using TokenCorpus corpus = TokenCorpus.Open(_path, tokenizer);
        Assert.Equal(70_002, corpus[1]);
        Assert.Equal(64 + (4 * 3), new FileInfo(_path).Length);
        Assert.Equal(new TokenStreamDataset(tokenizer.EncodeText(text, out _), 0).Fingerprint, corpus.CreateDataset().Fingerprint);
    }

    [Fact]
    public void Its_dataset_has_the_batches_of_the_text_in_memory()
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        using TokenCorpus corpus = TokenCorpus.Open(_path, s_tokenizer);
        var inMemory = new TokenStreamDataset(s_tokenizer.EncodeText(Text, out _), Vocabulary.Unknown);

        (Dataset training, Dataset validation) = corpus.CreateDataset().Split(0.3f, seed: 1);
        (Dataset expectedTraining, Dataset expectedValidation) = inMemory.Split(0.3f, seed: 1);

        Assert.Equal(inMemory.Fingerprint, corpus.CreateDataset().Fingerprint);
        Assert.Equal(BatchesOf(expectedTraining), BatchesOf(training));
        Assert.Equal(BatchesOf(expectedValidation), BatchesOf(validation));
    }

    [Fact]
    public void A_network_trains_on_a_corpus()
    {
        TokenCorpus.Write(_path, Enumerable.Repeat(Text, 20), s_tokenizer);
        using TokenCorpus corpus = TokenCorpus.Open(_path, s_tokenizer);
        var network = new ManyTokens(seed: 1);
        var trainer = new Trainer<ManyTokens>(network, new Adam(network.Parameters.Length, 0.02f), batchSize: 2);

        TrainingReport report = trainer.Fit(corpus.CreateDataset(), new FitOptions { Epochs = 4 });

        Assert.True(report.History[^1].Loss < 0.7 * report.History[0].Loss);
    }

    [Fact]
    public void A_corpus_of_another_tokenizer_is_refused()
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        var other = new WordTokenizer(Vocabulary.OfWords("other words"));

        FormatException refusal = Assert.Throws<FormatException>(() => TokenCorpus.Open(_path, other));

        Assert.Contains("those of another", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "expected a file of tokens")]
    [InlineData(40, "expected a file of tokens")]
    [InlineData(71, "found 71 bytes")]
    public void A_file_that_is_cut_off_is_refused(int length, string message)
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);

        AssertRefused(message);
    }

    [Theory]
    [InlineData(0, "expected a file of tokens")]
    [InlineData(8, "found version")]
    [InlineData(12, "bytes, found version 1 in")]
    [InlineData(23, "expected 64 bytes and")]
    [InlineData(40, "those of another")]
    public void A_damaged_header_is_refused(int at, string message)
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        byte[] bytes = File.ReadAllBytes(_path);
        bytes[at] ^= 0x55;
        File.WriteAllBytes(_path, bytes);

        AssertRefused(message);
    }

    [Fact]
    public void A_text_that_cannot_be_read_leaves_the_file_as_it_was()
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        byte[] before = File.ReadAllBytes(_path);

        Assert.Throws<FormatException>(() => TokenCorpus.Write(_path, Failing(), s_tokenizer));

        Assert.Equal(before, File.ReadAllBytes(_path));
        static IEnumerable<string> Failing()
        {
            yield return "The";
            throw new FormatException();
        }
    }

    [Fact]
    public void A_closed_corpus_is_not_read()
    {
        TokenCorpus.Write(_path, [Text], s_tokenizer);
        TokenCorpus corpus = TokenCorpus.Open(_path, s_tokenizer);
        TokenStreamDataset dataset = corpus.CreateDataset();

        corpus.Dispose();

        Assert.Throws<ObjectDisposedException>(() => dataset.Fingerprint);
    }

    private static List<int> BatchesOf(Dataset data)
    {
        BatchSource source = data.CreateBatches(ManyTokens.Shape, batchSize: 2);
        var batch = new Batch(ManyTokens.Shape, 2, hasTokens: true, hasClasses: true);
        List<int> all = [];
        for (int i = 0; i < source.Count; i++)
        {
            source.Fill(i, batch);
            all.AddRange(batch.Tokens);
            all.AddRange(batch.Classes);
        }

        return all;
    }

    private void AssertRefused(string message)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => TokenCorpus.Open(_path, s_tokenizer));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
