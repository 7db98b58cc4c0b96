using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public class GenerationLatencyTests
{
    [Fact]
    public void Generating_a_character_allocates_nothing()
    {
        var tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters("abcdef"));

        GenerationLatency latency = GenerationLatency.Measure(new CharacterModel(), tokenizer, tokens: 2000);

        Assert.Equal(0, latency.AllocatedBytes);
        Assert.Equal(2000, latency.Tokens);
        Assert.True(latency.MedianNanoseconds > 0 && latency.P99Nanoseconds >= latency.MedianNanoseconds);
    }

    [Fact]
    public void The_report_is_one_line() =>
        Assert.Equal(
            "1,235 ns per character (median), 20,000 ns (p99), 16 bytes allocated over 3,000 characters",
            new GenerationLatency(1234.6, 20_000, 16, 3000, TokenUnit.Character).ToString());
}
