using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class RenderLevelsTests : IDisposable
{
    private readonly RenderedSounds _sounds = new();

    public void Dispose() => _sounds.Dispose();

    [Theory]
    [InlineData("-6.0206", 0.5)]
    [InlineData("6.0206", 2)]
    public async Task Gain_behind_the_model_scales_its_output(string decibels, double factor)
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        string sound = WaveFiles.WriteFloat(_sounds.Folder, "in.wav", WaveFiles.Noise(500));
        await _sounds.RenderAsync(model, sound);
        float[] plain = WaveFiles.Read(_sounds.Output).Samples;

        await _sounds.RenderAsync(model, sound, "--gain-out", decibels, "--overwrite");

        Assert.All(plain.Zip(WaveFiles.Read(_sounds.Output).Samples), pair => Assert.Equal(pair.First * factor, pair.Second, 1e-5));
    }

    [Fact]
    public async Task Gain_in_front_of_the_model_scales_its_input()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        float[] sound = WaveFiles.Noise(500);
        await _sounds.RenderAsync(model, WaveFiles.WriteFloat(_sounds.Folder, "half.wav", sound.Select(sample => sample / 2)));
        float[] expected = WaveFiles.Read(_sounds.Output).Samples;

        await _sounds.RenderAsync(model, WaveFiles.WriteFloat(_sounds.Folder, "in.wav", sound), "--gain-in", "-6.0206", "--overwrite");

        Assert.All(expected.Zip(WaveFiles.Read(_sounds.Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData("16", 1f - (1f / 32768), "of 100 samples were clipped")]
    [InlineData("32f", 10f, "of 100 samples are beyond full scale, which 32-bit float keeps")]
    public async Task Samples_beyond_full_scale_are_counted(string bits, float largest, string message)
    {
        ModelDescription loud = Models.Recurrent().With(1, "weight", values => new float[values.Length]).With(1, "bias", _ => [10]);

        CommandResult result = await _sounds.RenderAsync(
            Models.WriteNam(_sounds.Folder, loud), WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100)), "--bits", bits);

        Assert.Contains($"100 {message}; the loudest is at +20.0 dB", result.Output, StringComparison.Ordinal);
        Assert.Equal(largest, WaveFiles.Read(_sounds.Output).Samples.Max());
    }
}
