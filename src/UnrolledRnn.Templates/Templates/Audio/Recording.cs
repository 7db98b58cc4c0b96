using NAudio.Wave;

namespace NetworkApp1;

/// <summary>WAV files.</summary>
internal static class Recording
{
    /// <summary>Reads a file of one channel.</summary>
    public static (float[] Samples, WaveFormat Format) Read(string path)
    {
        using var file = new WaveFileReader(path);
        if (file.WaveFormat.Channels != 1)
        {
            throw new ArgumentException($"Expected a recording of one channel, got {file.WaveFormat.Channels}.", nameof(path));
        }

        float[] samples = new float[file.SampleCount];
        file.ToSampleProvider().Read(samples);
        return (samples, file.WaveFormat);
    }

    /// <summary>Writes a file in 32 bits a sample.</summary>
    public static void Write(string path, ReadOnlySpan<float> samples, WaveFormat format)
    {
        using var file = new WaveFileWriter(path, WaveFormat.CreateIeeeFloatWaveFormat(format.SampleRate, channels: 1));
        foreach (float sample in samples)
        {
            file.WriteSample(sample);
        }
    }
}
