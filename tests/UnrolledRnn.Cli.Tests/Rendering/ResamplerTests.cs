using NAudio.Wave;
using UnrolledRnn.Cli.Rendering;

namespace UnrolledRnn.Cli.Tests;

public class ResamplerTests
{
    private const int Rate = 44_100;

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(18_000)]
    public void Sound_is_the_same_after_the_way_to_another_rate_and_back(double frequency)
    {
        float[] sine = WaveFiles.Sine(Rate, frequency, Rate);

        float[] back = ThereAndBack(sine, channels: 1);

        double error = Enumerable.Range(1_000, Rate - 2_000).Max(t => Math.Abs(back[t] - sine[t]));
        Assert.True(error < 1e-3, $"{error}");
    }

    [Fact]
    public void Channels_stay_apart()
    {
        float[] left = WaveFiles.Sine(4_000, 1_000, Rate);
        float[] stereo = [.. left.SelectMany(sample => new[] { sample, 0f })];

        float[] back = ThereAndBack(stereo, channels: 2);

        Assert.All(back.Where((_, i) => i % 2 == 1), sample => Assert.Equal(0, sample));
        Assert.Equal(left[2_000], back[4_000], 1e-3f);
    }

    [Fact]
    public void Same_rate_is_the_source_itself()
    {
        var source = new Source([], channels: 1);

        Assert.Same(source, Resampler.To(Rate, source));
    }

    private static float[] ThereAndBack(float[] samples, int channels)
    {
        ISampleProvider back = Resampler.To(Rate, Resampler.To(48_000, new Source(samples, channels)));
        float[] outputs = new float[samples.Length];
        for (int at = 0; at < outputs.Length;)
        {
            at += back.Read(outputs.AsSpan(at, Math.Min(512, outputs.Length - at)));
        }

        return outputs;
    }

    /// <summary>Samples, and silence behind them.</summary>
    private sealed class Source(float[] samples, int channels) : ISampleProvider
    {
        private int _at;

        public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(Rate, channels);

        public int Read(Span<float> buffer)
        {
            int count = Math.Min(buffer.Length, samples.Length - _at);
            samples.AsSpan(_at, count).CopyTo(buffer);
            buffer[count..].Clear();
            _at += count;
            return buffer.Length;
        }
    }
}
