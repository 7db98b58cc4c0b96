using System.Buffers.Binary;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using UnrolledRnn.Cli.Files;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>A WAV file: PCM of 8, 16, 24 or 32 bits, or IEEE float, any number of channels.</summary>
internal sealed class WaveInput : ISampleProvider, IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly WaveFileReader _reader;
    private readonly ISampleProvider _samples;
    private long _read;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">There is no such file, or none that can be read.</exception>
    public WaveInput(string path)
    {
        RegularFile.Check(path);
        _path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            RefuseLargeHeader();
            _reader = new WaveFileReader(_stream);
            _samples = _reader.ToSampleProvider();
            RefuseOddFormat(_reader.WaveFormat);

            // The stream stands at the first sample; some files claim to have more than they have.
            Frames = Math.Max(0, Math.Min(_reader.Length, _stream.Length - _stream.Position)) / _reader.BlockAlign;
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or ArgumentException
            or InvalidOperationException or EndOfStreamException)
        {
            _stream.Dispose();
            string found = exception.Message.TrimEnd('.');
            throw new IOException(
                $"{path}: expected a WAV file of PCM or IEEE float, found something else or a damaged one: {found}.", exception);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public WaveFormat WaveFormat => _samples.WaveFormat;

    /// <summary>Samples of each channel.</summary>
    public long Frames { get; }

    /// <summary>Its length.</summary>
    public double Seconds => (double)Frames / WaveFormat.SampleRate;

    /// <summary>What the file holds, in words.</summary>
    public string FormatText => $"{_reader.WaveFormat.BitsPerSample} bit{(IsFloat ? " float" : "")}";

    /// <summary>The format to write that is nearest to that of this file.</summary>
    public SampleFormat NearestFormat => IsFloat || _reader.WaveFormat.BitsPerSample > 24 ? SampleFormat.Float32
        : _reader.WaveFormat.BitsPerSample == 24 ? SampleFormat.Pcm24 : SampleFormat.Pcm16;

    private bool IsFloat => _samples is WaveToSampleProvider or WaveToSampleProvider64;

    /// <summary>Reads samples of all channels; silence behind the last.</summary>
    /// <exception cref="IOException">A sample is NaN or infinite.</exception>
    public int Read(Span<float> buffer)
    {
        int there = (int)Math.Min(buffer.Length, ((Frames * WaveFormat.Channels) - _read) / WaveFormat.Channels * WaveFormat.Channels);
        int count = there > 0 ? _samples.Read(buffer[..there]) : 0;
        int bad = FiniteSamples.IndexOfOther(buffer[..count]);
        if (bad >= 0)
        {
            throw new IOException($"{_path}: sample {(_read + bad) / WaveFormat.Channels} is NaN or infinite.");
        }

        _read += count;
        buffer[count..].Clear();
        return buffer.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>The library would take as much memory as the first chunk of a large file claims to need.</summary>
    private void RefuseLargeHeader()
    {
        const int LargestChunk = 1 << 16;
        Span<byte> start = stackalloc byte[20];
        int count = _stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        _stream.Position = 0;
        uint chunk = BinaryPrimitives.ReadUInt32LittleEndian(start[16..]);
        if (count == start.Length && start.StartsWith("RF64"u8) && chunk is < 24 or > LargestChunk)
        {
            throw new FormatException("its ds64 chunk is damaged");
        }
    }

    private void RefuseOddFormat(WaveFormat format)
    {
        int[] known = IsFloat ? [32, 64] : [8, 16, 24, 32];
        if (format.Channels < 1 || format.SampleRate < 1 || !known.Contains(format.BitsPerSample)
            || format.BlockAlign != format.Channels * format.BitsPerSample / 8)
        {
            throw new FormatException($"{format.Channels} channels of {format.BitsPerSample} bits at {format.SampleRate} Hz");
        }
    }
}
