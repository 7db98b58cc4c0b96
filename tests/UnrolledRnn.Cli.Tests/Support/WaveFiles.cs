using System.Buffers.Binary;

namespace UnrolledRnn.Cli.Tests;

/// <summary>WAV files, written and read by hand.</summary>
internal static class WaveFiles
{
    public const int Pcm = 1;
    public const int Float = 3;

    /// <summary>The bytes of a file.</summary>
    public static byte[] Content(byte[] data, int tag, int bits, int channels, int rate)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int frame = channels * bits / 8;
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)tag);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * frame);
        writer.Write((short)frame);
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return stream.ToArray();
    }

    /// <summary>
    /// The bytes of a file whose format is told by an identifier behind the usual fields, as many programs write 24 bits.
    /// </summary>
    public static byte[] Extensible(byte[] data, int tag, int bits, int channels, int rate)
    {
        byte[] plain = Content(data, tag, bits, channels, rate);
        byte[] identifier = [(byte)tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        plain[16] = 40;
        (plain[20], plain[21]) = (0xFE, 0xFF);
        return [.. plain[..36], 22, 0, (byte)bits, 0, 0, 0, 0, 0, .. identifier, .. plain[36..]];
    }

    /// <summary>Writes samples of 16 bits, those of all channels in turn.</summary>
    public static string Write16(TemporaryFolder folder, string name, IEnumerable<float> samples, int channels = 1, int rate = 48_000) =>
        folder.Write(name, Content(
            [.. samples.SelectMany(sample => BitConverter.GetBytes((short)Math.Round(sample * 32768)))], Pcm, 16, channels, rate));

    /// <summary>Writes samples as float.</summary>
    public static string WriteFloat(TemporaryFolder folder, string name, IEnumerable<float> samples, int channels = 1, int rate = 48_000) =>
        folder.Write(name, Content([.. samples.SelectMany(BitConverter.GetBytes)], Float, 32, channels, rate));

    /// <summary>A drawn sound that begins and ends at once.</summary>
    public static float[] Noise(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => MathF.Round((random.NextSingle() - 0.5f) * 32768) / 32768)];
    }

    /// <summary>A sine of half the full scale.</summary>
    public static float[] Sine(int count, double frequency, int rate) =>
        [.. Enumerable.Range(0, count).Select(t => (float)(0.5 * Math.Sin(2 * Math.PI * frequency * t / rate)))];

    /// <summary>Reads a file.</summary>
    public static (int Tag, int Bits, int Channels, int Rate, float[] Samples) Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal("RIFF"u8, file.AsSpan(0, 4));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        int at = 12;
        int format = -1;
        while (!file.AsSpan(at, 4).SequenceEqual("data"u8))
        {
            format = file.AsSpan(at, 4).SequenceEqual("fmt "u8) ? at + 8 : format;
            at += 8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
        }

        int tag = BitConverter.ToInt16(file, format);
        int bits = BitConverter.ToInt16(file, format + 14);
        int size = bits / 8;
        byte[] data = file.AsSpan(at + 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4))).ToArray();
        float[] samples = [.. data.Chunk(size).Select(bytes => tag == Float ? BitConverter.ToSingle(bytes) : Whole(bytes))];
        return (tag, bits, BitConverter.ToInt16(file, format + 2), BitConverter.ToInt32(file, format + 4), samples);
    }

    /// <summary>What the header of a file says.</summary>
    public static (int Tag, int Bits, int Channels, int Rate) Format(string path)
    {
        (int tag, int bits, int channels, int rate, _) = Read(path);
        return (tag, bits, channels, rate);
    }

    private static float Whole(byte[] bytes)
    {
        int number = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            number |= bytes[i] << (8 * (4 - bytes.Length + i));
        }

        return number / 2147483648f;
    }
}
