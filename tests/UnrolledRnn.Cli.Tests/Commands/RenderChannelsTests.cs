using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class RenderChannelsTests : IDisposable
{
    private readonly RenderedSounds _sounds = new();

    public void Dispose() => _sounds.Dispose();

    [Fact]
    public async Task Each_channel_of_a_stereo_file_goes_through_the_model_by_itself()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent(rate: 48_000));
        float[][] channels = [WaveFiles.Noise(5_000, seed: 1), WaveFiles.Noise(5_000, seed: 2)];
        float[][] expected = new float[2][];
        for (int i = 0; i < 2; i++)
        {
            await _sounds.RenderAsync(model, WaveFiles.Write16(_sounds.Folder, $"in{i}.wav", channels[i]), "--overwrite");
            expected[i] = WaveFiles.Read(_sounds.Output).Samples;
        }

        string stereo = WaveFiles.Write16(_sounds.Folder, "in.wav", Interleaved(channels[0], channels[1]), channels: 2);

        await _sounds.RenderAsync(model, stereo, "--overwrite");

        Assert.Equal((WaveFiles.Pcm, 16, 2, 48_000), WaveFiles.Format(_sounds.Output));
        Assert.Equal(Interleaved(expected[0], expected[1]), WaveFiles.Read(_sounds.Output).Samples);
    }

    [Fact]
    public async Task Model_of_as_many_inputs_as_channels_takes_all_of_them()
    {
        ModelDescription model = Models.Recurrent(inputs: 2);
        float[] inputs = WaveFiles.Noise(400);
        float[] expected = new float[200];
        using (RecurrentModel running = RecurrentModel.Open(model))
        {
            running.Forward(inputs, expected);
        }

        await _sounds.RenderAsync(
            Models.WriteNam(_sounds.Folder, model), WaveFiles.WriteFloat(_sounds.Folder, "in.wav", inputs, channels: 2), "--no-prewarm");

        Assert.Equal(1, WaveFiles.Read(_sounds.Output).Channels);
        Assert.All(expected.Zip(WaveFiles.Read(_sounds.Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Model_of_more_inputs_than_channels_is_refused()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent(inputs: 2));

        CommandResult result = await _sounds.RenderAsync(model, WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100)));

        _sounds.AssertRefused(result, "it reads 2 values a step, but the file has 1 channel");
    }

    private static float[] Interleaved(float[] left, float[] right) =>
        [.. left.Zip(right, (first, second) => new[] { first, second }).SelectMany(pair => pair)];
}
