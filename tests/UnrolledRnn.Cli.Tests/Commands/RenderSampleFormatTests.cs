namespace UnrolledRnn.Cli.Tests;

public sealed class RenderSampleFormatTests : IDisposable
{
    private readonly RenderedSounds _sounds = new();

    public void Dispose() => _sounds.Dispose();

    [Theory]
    [InlineData(WaveFiles.Pcm, 8, "8 bit", 16)]
    [InlineData(WaveFiles.Pcm, 16, "16 bit", 16)]
    [InlineData(WaveFiles.Pcm, 24, "24 bit", 24)]
    [InlineData(WaveFiles.Pcm, 32, "32 bit", 32)]
    [InlineData(WaveFiles.Float, 32, "32 bit float", 32)]
    [InlineData(WaveFiles.Float, 64, "64 bit float", 32)]
    public async Task Every_kind_of_samples_is_read_and_the_nearest_written(int tag, int bits, string name, int written)
    {
        string sound = _sounds.Folder.Write("in.wav", WaveFiles.Content(new byte[64 * bits / 8], tag, bits, channels: 1, rate: 8_000));

        CommandResult result = await _sounds.RenderAsync(Models.WriteNam(_sounds.Folder, Models.Recurrent()), sound);

        Assert.Contains($"8,000 Hz, {name}", result.Output, StringComparison.Ordinal);
        Assert.Equal((64, written), (WaveFiles.Read(_sounds.Output).Samples.Length, WaveFiles.Read(_sounds.Output).Bits));
    }

    [Theory]
    [InlineData(WaveFiles.Pcm, 24, "24 bit", 24)]
    [InlineData(WaveFiles.Float, 32, "32 bit float", 32)]
    public async Task Format_may_be_told_by_an_identifier(int tag, int bits, string name, int written)
    {
        byte[] content = WaveFiles.Extensible(new byte[64 * bits / 8], tag, bits, channels: 1, rate: 8_000);
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());

        CommandResult result = await _sounds.RenderAsync(model, _sounds.Folder.Write("in.wav", content));

        Assert.Contains($"8,000 Hz, {name}", result.Output, StringComparison.Ordinal);
        Assert.Equal((64, written), (WaveFiles.Read(_sounds.Output).Samples.Length, WaveFiles.Read(_sounds.Output).Bits));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    public async Task Whole_numbers_and_float_of_the_same_samples_sound_the_same(int bits)
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        float[] sound = WaveFiles.Noise(300);
        await _sounds.RenderAsync(model, WaveFiles.WriteFloat(_sounds.Folder, "float.wav", sound));
        float[] expected = WaveFiles.Read(_sounds.Output).Samples;
        byte[] data = [.. sound.SelectMany(sample => BitConverter.GetBytes((int)(sample * 2147483648.0))[(4 - (bits / 8))..])];

        await _sounds.RenderAsync(
            model, _sounds.Folder.Write("in.wav", WaveFiles.Content(data, WaveFiles.Pcm, bits, 1, 48_000)), "--bits", "32f", "--overwrite");

        Assert.Equal(expected, WaveFiles.Read(_sounds.Output).Samples);
    }
}
