using System.Runtime.InteropServices;
using NAudio.Wave;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>Writes samples as a WAV file, and counts those beyond full scale, which whole numbers cannot hold.</summary>
internal sealed class SampleWriter : IDisposable
{
    private readonly WaveFileWriter _writer;
    private readonly SampleFormat _format;
    private byte[] _bytes = [];

    /// <summary>Begins a file in a stream, which stays open.</summary>
    public SampleWriter(Stream stream, int sampleRate, int channels, SampleFormat format)
    {
        _format = format;
        _writer = new WaveFileWriter(stream, format == SampleFormat.Float32
            ? WaveFormat.CreateIeeeFloatWaveFormat(sampleRate, channels)
            : new WaveFormat(sampleRate, 8 * BytesOf(format), channels));
    }

    /// <summary>Samples beyond full scale so far.</summary>
    public long Beyond { get; private set; }

    /// <summary>The largest magnitude so far.</summary>
    public float Peak { get; private set; }

    /// <summary>Bytes of a sample.</summary>
    public static int BytesOf(SampleFormat format) => format switch
    {
        SampleFormat.Pcm16 => 2,
        SampleFormat.Pcm24 => 3,
        _ => 4,
    };

    /// <summary>Writes samples of all channels, numbers each.</summary>
    public void Write(ReadOnlySpan<float> samples)
    {
        foreach (float sample in samples)
        {
            float magnitude = Math.Abs(sample);
            Peak = Math.Max(Peak, magnitude);
            Beyond += magnitude > 1 ? 1 : 0;
        }

        if (_format == SampleFormat.Float32)
        {
            _writer.Write(MemoryMarshal.AsBytes(samples));
            return;
        }

        int size = BytesOf(_format);
        if (_bytes.Length < samples.Length * size)
        {
            _bytes = new byte[samples.Length * size];
        }

        // The scale by which the library reads: full scale is one step more than the largest number.
        int scale = 1 << ((8 * size) - 1);
        int at = 0;
        foreach (float sample in samples)
        {
            int number = (int)Math.Clamp(Math.Round((double)sample * scale), -scale, scale - 1);
            for (int i = 0; i < size; i++)
            {
                _bytes[at++] = (byte)(number >> (8 * i));
            }
        }

        _writer.Write(_bytes.AsSpan(0, at));
    }

    /// <summary>Completes the file's header.</summary>
    public void Dispose() => _writer.Dispose();
}
