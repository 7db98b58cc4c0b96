using System.IO.Compression;

namespace UnrolledRnn.Text.Tests.Pretrained;

public class PretrainedLanguageModelTests
{
    private const string Question = "What is a recurrent neural network ?";

    /// <summary>That of the first characters of Great Expectations, as the README of the package has it.</summary>
    private const double StatedPerplexity = 41.6;

    private static readonly LanguageModel s_model = LanguageModel.Pretrained();

    [Fact]
    public void It_answers_a_question_in_words_and_always_the_same()
    {
        string answer = s_model.WhatNext(Question, 30);

        Assert.True(answer.Split(' ', '\n').Length > 10, answer);
        Assert.DoesNotContain("<", answer, StringComparison.Ordinal);
        Assert.Equal(answer, LanguageModel.Pretrained().WhatNext(Question, 30));
    }

    [Fact]
    public void It_knows_that_a_sentence_goes_on_as_English_does()
    {
        double likely = s_model.Score(" was very much surprised to see her.", prompt: "Mr. Bennet").Loss;
        double unlikely = s_model.Score(" see surprised her to much very was.", prompt: "Mr. Bennet").Loss;

        Assert.True(likely + 1 < unlikely, $"{likely} and {unlikely} nats per token");
    }

    [Fact]
    public void It_takes_at_most_eight_megabytes()
    {
        using Stream resource = typeof(PretrainedLanguageModel).Assembly.GetManifestResourceStream("novels.safetensors")!;

        Assert.InRange(resource.Length, 7_000_000, 8_000_000);
    }

    /// <remarks>The figure of the whole novel stands in the README of the package; its beginning has the one below.</remarks>
    [SkippableFact]
    public void It_foretells_a_novel_that_it_has_not_read_as_well_as_is_stated()
    {
        const int Characters = 20_000;
        string path = SharedData.Require("novels/test.txt.gz");
        using var novel = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        char[] beginning = new char[Characters];
        novel.ReadBlock(beginning);

        TextScore score = s_model.Score(new string(beginning));

        Assert.Equal(StatedPerplexity, score.Perplexity, tolerance: 0.5);
        Assert.InRange(score.UnknownShare, 0, 0.06);
    }
}
