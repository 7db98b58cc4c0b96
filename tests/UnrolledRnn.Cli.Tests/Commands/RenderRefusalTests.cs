using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class RenderRefusalTests : IDisposable
{
    private readonly RenderedSounds _sounds = new();

    public void Dispose() => _sounds.Dispose();

    [Fact]
    public async Task Output_that_is_no_number_leaves_no_file()
    {
        ModelDescription loud = Models.Recurrent().With(1, "bias", _ => [float.MaxValue]);

        CommandResult result = await _sounds.RenderAsync(
            Models.WriteNam(_sounds.Folder, loud),
            WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100)),
            "--gain-out", "12", "--bits", "32f");

        _sounds.AssertRefused(result, "The output is NaN or infinite from sample 0 on");
    }

    [Fact]
    public async Task Input_that_is_no_number_leaves_no_file()
    {
        float[] sound = WaveFiles.Noise(100);
        sound[30] = float.NaN;

        CommandResult result = await _sounds.RenderAsync(
            Models.WriteNam(_sounds.Folder, Models.Recurrent()), WaveFiles.WriteFloat(_sounds.Folder, "in.wav", sound, channels: 2));

        _sounds.AssertRefused(result, "sample 15 is NaN");
    }

    [Fact]
    public async Task File_without_a_sample_is_refused()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());

        CommandResult result = await _sounds.RenderAsync(model, WaveFiles.Write16(_sounds.Folder, "in.wav", []));

        _sounds.AssertRefused(result, "there is not a single sample in it");
    }

    [Fact]
    public async Task Older_output_stays_unless_it_is_to_be_replaced()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        string sound = WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100));
        _sounds.Folder.Write("out.wav", "older");

        CommandResult refused = await _sounds.RenderAsync(model, sound);
        string kept = File.ReadAllText(_sounds.Output);
        CommandResult replaced = await _sounds.RenderAsync(model, sound, "--overwrite");

        Assert.Equal((2, "older", 0), (refused.ExitCode, kept, replaced.ExitCode));
        Assert.Contains("out.wav: there is such a file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(100, WaveFiles.Read(_sounds.Output).Samples.Length);
    }

    [Fact]
    public async Task Input_does_not_replace_itself()
    {
        string sound = WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100));

        CommandResult result = await InProcess.RunAsync(
            "render", "--model", Models.WriteNam(_sounds.Folder, Models.Recurrent()), sound, sound, "--overwrite");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the output is the input", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_rendering_leaves_no_file()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        string sound = WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        CommandResult result = await InProcess.RunAsync(cancellation.Token, "render", "--model", model, sound, _sounds.Output);

        Assert.Equal(130, result.ExitCode);
        Assert.False(File.Exists(_sounds.Output));
    }
}
