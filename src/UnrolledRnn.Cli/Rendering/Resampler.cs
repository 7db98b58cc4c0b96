using NAudio.Dsp;
using NAudio.Wave;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>
/// Samples at another rate, by a windowed sinc: the library's ready resampling provider interpolates between two samples, which takes 4 dB
/// at 10 kHz on the way from 44.1 to 48 kHz and back.
/// </summary>
internal sealed class Resampler : ISampleProvider
{
    private const int Taps = 64;
    private const int Phases = 128;

    private readonly ISampleProvider _source;
    private readonly WdlResampler _resampler = new();

    /// <summary>Reads from a source that never ends.</summary>
    public Resampler(ISampleProvider source, int sampleRate)
    {
        _source = source;
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(sampleRate, source.WaveFormat.Channels);
        _resampler.SetMode(interp: true, filtercnt: 0, sinc: true, Taps, Phases);
        _resampler.SetFeedMode(wantInputDriven: false);
        _resampler.SetRates(source.WaveFormat.SampleRate, sampleRate);
    }

    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; }

    /// <summary>The source itself where it has the rate, else its samples at the rate.</summary>
    public static ISampleProvider To(int sampleRate, ISampleProvider source) =>
        source.WaveFormat.SampleRate == sampleRate ? source : new Resampler(source, sampleRate);

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        int channels = WaveFormat.Channels;
        int frames = buffer.Length / channels;
        int needed = _resampler.ResamplePrepare(frames, channels, out Span<float> inputs);
        int given = _source.Read(inputs[..(needed * channels)]) / channels;
        return _resampler.ResampleOut(buffer, given, frames, channels) * channels;
    }
}
