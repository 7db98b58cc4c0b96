using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class RenderCommandTests : IDisposable
{
    private readonly RenderedSounds _sounds = new();

    public void Dispose() => _sounds.Dispose();

    [SkippableTheory]
    [InlineData("32f", 1e-6)]
    [InlineData("24", 1e-6)]
    [InlineData("16", (0.5 / 32768) + 1e-6)]
    public async Task Amp_sounds_as_its_own_program_renders_it(string bits, double tolerance)
    {
        string sound = SharedData.Require("amp/guitar-di.wav");
        string model = SharedData.Require("amp/lstm.nam");
        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(SharedData.Require("amp/lstm-output.f32"))).ToArray();

        CommandResult result = await _sounds.RenderAsync(model, sound, "--no-prewarm", "--bits", bits);

        Assert.Equal(0, result.ExitCode);
        float[] samples = WaveFiles.Read(_sounds.Output).Samples;
        Assert.Equal(expected.Length, samples.Length);
        Assert.True(expected.Zip(samples).Max(pair => Math.Abs(pair.First - pair.Second)) <= tolerance);
    }

    [Fact]
    public async Task What_was_done_is_told()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent(rate: 48_000));

        CommandResult result = await _sounds.RenderAsync(model, WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(24_000)));

        Assert.Equal("", result.Error);
        string[] lines = result.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(
            ["model.nam: NAM 0.5.4, 1 -> Lstm 4 -> dense 1 Identity", "in.wav: 0.5 s, 1 channel, 48,000 Hz, 16 bit"], lines.SkipLast(1));
        Assert.Matches(new Regex(@"^Wrote out\.wav: 0\.5 s of audio in \d+\.\d{3} s: [\d,]+ times real time, by '\w+'$"), lines[^1]);
    }

    [Fact]
    public async Task Model_hears_the_silence_of_its_format_first()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent(rate: 48_000));
        float[] inputs = WaveFiles.Noise(300);
        float[] expected = new float[300];
        using (RecurrentModel prewarmed = RecurrentModel.Open(model))
        {
            prewarmed.Forward(inputs, expected);
        }

        await _sounds.RenderAsync(model, WaveFiles.WriteFloat(_sounds.Folder, "in.wav", inputs));

        Assert.All(expected.Zip(WaveFiles.Read(_sounds.Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task File_of_another_rate_is_resampled_to_the_models_and_back()
    {
        const int Rate = 44_100;
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent(rate: 48_000));
        await _sounds.RenderAsync(model, WaveFiles.WriteFloat(_sounds.Folder, "at-48.wav", WaveFiles.Sine(48_000, 1_000, 48_000)));
        double level = Level(WaveFiles.Read(_sounds.Output).Samples);

        CommandResult result = await _sounds.RenderAsync(
            model, WaveFiles.WriteFloat(_sounds.Folder, "in.wav", WaveFiles.Sine(Rate, 1_000, Rate), rate: Rate), "--overwrite");

        Assert.Contains("44,100 Hz, 32 bit float; resampled to the model's 48,000 Hz and back", result.Output, StringComparison.Ordinal);
        Assert.Equal((WaveFiles.Float, 32, 1, Rate), WaveFiles.Format(_sounds.Output));
        Assert.Equal(Rate, WaveFiles.Read(_sounds.Output).Samples.Length);
        Assert.Equal(level, Level(WaveFiles.Read(_sounds.Output).Samples), 1e-4 * level);
    }

    [Fact]
    public async Task Model_without_a_rate_takes_the_files()
    {
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());

        string sound = WaveFiles.Write16(_sounds.Folder, "in.wav", WaveFiles.Noise(100), rate: 8_000);

        CommandResult result = await _sounds.RenderAsync(model, sound);

        Assert.Contains("does not say its sample rate", result.Output, StringComparison.Ordinal);
        Assert.Equal(8_000, WaveFiles.Read(_sounds.Output).Rate);
    }

    [SkippableFact]
    public async Task Code_is_compiled_for_a_long_file_and_kept_for_short_ones()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Elsewhere the folder of the code cannot be set.");
        string model = Models.WriteNam(_sounds.Folder, Models.Recurrent());
        string longSound = WaveFiles.Write16(_sounds.Folder, "long.wav", WaveFiles.Noise(11_000), rate: 1_000);
        string shortSound = WaveFiles.Write16(_sounds.Folder, "short.wav", WaveFiles.Noise(1_000), rate: 1_000);

        string[] outputs =
        [
            await RenderInProcessAsync(model, shortSound, "1.wav"),
            await RenderInProcessAsync(model, longSound, "2.wav"),
            await RenderInProcessAsync(model, shortSound, "3.wav"),
        ];

        Assert.Contains("by 'plain'", outputs[0], StringComparison.Ordinal);
        Assert.Contains("Compiled the model's code in", outputs[1], StringComparison.Ordinal);
        Assert.Contains("by 'compiled'", outputs[1], StringComparison.Ordinal);
        Assert.Contains("by 'compiled'", outputs[2], StringComparison.Ordinal);
        float[] plain = WaveFiles.Read(_sounds.Folder.PathOf("1.wav")).Samples;
        float[] compiled = WaveFiles.Read(_sounds.Folder.PathOf("3.wav")).Samples;
        Assert.All(plain.Zip(compiled), pair => Assert.Equal(pair.First, pair.Second, 1f / 32768));
    }

    private async Task<string> RenderInProcessAsync(string model, string sound, string output)
    {
        using ChildProcess tool = ChildProcess.Start(
            ChildProcess.DotNet,
            [ChildProcess.ToolPath, "render", "--model", model, sound, _sounds.Folder.PathOf(output)],
            ("XDG_DATA_HOME", _sounds.Folder.FullName));
        CommandResult result = await tool.WaitForExitAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    /// <summary>How far the samples of the middle are from their mean.</summary>
    private static double Level(float[] samples)
    {
        double[] middle = [.. samples[(samples.Length / 4)..(samples.Length * 3 / 4)].Select(sample => (double)sample)];
        double mean = middle.Average();
        return Math.Sqrt(middle.Average(sample => (sample - mean) * (sample - mean)));
    }
}
