using System.Diagnostics;
using System.Numerics.Tensors;
using NAudio.Wave;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>A WAV file through a model into another WAV file.</summary>
/// <param name="input">The file.</param>
/// <param name="models">One model for all channels, or one for each.</param>
/// <param name="settings">Gains and format.</param>
internal sealed class Rendering(WaveInput input, IReadOnlyList<RecurrentModel> models, RenderSettings settings)
{
    private const int BlockFrames = 4096;

    /// <summary>The frames in a second at which the models run: what they were trained for, else what the file has.</summary>
    public static int RateOf(ModelDescription model, WaveInput input) =>
        model.SampleRate is double rate ? (int)Math.Round(rate) : input.WaveFormat.SampleRate;

    /// <summary>Renders into a stream.</summary>
    /// <param name="stream">The file to write.</param>
    /// <param name="progress">Is told the part that is done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The outputs are no longer numbers.</exception>
    public RenderResult Run(Stream stream, Action<double> progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var effect = new ModelEffect(
            Resampler.To(RateOf(models[0].Description, input), input), models, RenderSettings.Factor(settings.GainIn));
        ISampleProvider source = Resampler.To(input.WaveFormat.SampleRate, effect);
        int channels = source.WaveFormat.Channels;
        using var writer = new SampleWriter(stream, source.WaveFormat.SampleRate, channels, settings.Format);
        float gain = RenderSettings.Factor(settings.GainOut);
        float[] block = new float[BlockFrames * channels];
        for (long frame = 0; frame < input.Frames;)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> samples = block.AsSpan(0, (int)Math.Min(BlockFrames, input.Frames - frame) * channels);
            samples = samples[..source.Read(samples)];
            if (samples.IsEmpty)
            {
                throw new InvalidOperationException("The resampler gives no more samples.");
            }

            TensorPrimitives.Multiply(samples, gain, samples);
            int bad = FiniteSamples.IndexOfOther(samples);
            if (bad >= 0)
            {
                throw new IOException(
                    $"The output is NaN or infinite from sample {frame + (bad / channels)} on, so nothing was written: "
                    + "the model's weights or the gains are too large.");
            }

            writer.Write(samples);
            frame += samples.Length / channels;
            progress((double)frame / input.Frames);
        }

        return new RenderResult(input.Frames * channels, writer.Beyond, writer.Peak, Stopwatch.GetElapsedTime(start));
    }
}
