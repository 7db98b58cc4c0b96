using UnrolledRnn.Cli.Rendering;

namespace UnrolledRnn.Cli.Tests;

public sealed class WaveInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Silence_follows_the_last_sample()
    {
        using var input = new WaveInput(WaveFiles.WriteFloat(_folder, "in.wav", [1, 2, 3]));
        float[] samples = [9, 9, 9, 9, 9];

        Assert.Equal(5, input.Read(samples));

        Assert.Equal([1, 2, 3, 0, 0], samples);
        input.Read(samples);
        Assert.Equal([0, 0, 0, 0, 0], samples);
    }

    [Fact]
    public void File_that_claims_more_than_it_has_ends_where_it_ends()
    {
        byte[] content = WaveFiles.Content(new byte[400], WaveFiles.Pcm, 16, 2, 48_000);
        using var input = new WaveInput(_folder.Write("in.wav", content.AsSpan()[..^7]));

        Assert.Equal(98, input.Frames);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    [InlineData(1, 12)]
    [InlineData(3, 16)]
    [InlineData(0x55, 0)]
    public void Samples_of_another_kind_are_refused(int tag, int bits) =>
        AssertRefused(WaveFiles.Content(new byte[240], tag, bits, 1, 48_000));

    [Theory]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(34)]
    public void Zero_where_there_must_be_a_number_is_refused(int offset)
    {
        byte[] content = WaveFiles.Content(new byte[240], WaveFiles.Pcm, 16, 1, 48_000);
        content[offset] = content[offset + 1] = 0;
        if (offset == 24)
        {
            content[offset + 2] = content[offset + 3] = 0;
        }

        AssertRefused(content);
    }

    [Fact]
    public void Every_damaged_byte_of_a_header_is_read_or_refused_without_another_exception()
    {
        byte[] content = WaveFiles.Content(new byte[240], WaveFiles.Pcm, 16, 1, 48_000);
        for (int offset = 0; offset < 44; offset++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] damaged = [.. content];
                damaged[offset] = value;
                try
                {
                    using var input = new WaveInput(_folder.Write("in.wav", damaged));
                    input.Read(new float[input.WaveFormat.Channels]);
                }
                catch (IOException exception)
                {
                    Assert.Contains("in.wav", exception.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(35)]
    [InlineData(43)]
    public void Header_that_is_cut_short_is_refused(int length) =>
        AssertRefused(WaveFiles.Content(new byte[240], WaveFiles.Pcm, 16, 1, 48_000)[..length]);

    [Fact]
    public void First_chunk_of_a_large_file_does_not_decide_how_much_memory_is_taken()
    {
        byte[] content = WaveFiles.Content(new byte[240], WaveFiles.Pcm, 16, 1, 48_000);
        "RF64"u8.CopyTo(content);
        "ds64"u8.CopyTo(content.AsSpan(12));
        BitConverter.TryWriteBytes(content.AsSpan(16), int.MaxValue);
        string path = _folder.Write("in.wav", content);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<IOException>(() => new WaveInput(path));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    private void AssertRefused(byte[] content)
    {
        string path = _folder.Write("in.wav", content);

        var exception = Assert.Throws<IOException>(() => new WaveInput(path));

        Assert.Contains("in.wav: expected a WAV file of PCM or IEEE float", exception.Message, StringComparison.Ordinal);
    }
}
