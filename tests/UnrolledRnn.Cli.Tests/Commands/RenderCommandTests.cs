using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class RenderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("32f", 1e-6)]
    [InlineData("24", 1e-6)]
    [InlineData("16", (0.5 / 32768) + 1e-6)]
    public async Task Amp_sounds_as_its_own_program_renders_it(string bits, double tolerance)
    {
        string sound = SharedData.Require("amp/guitar-di.wav");
        string model = SharedData.Require("amp/lstm.nam");
        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(SharedData.Require("amp/lstm-output.f32"))).ToArray();

        CommandResult result = await RenderAsync(model, sound, "--no-prewarm", "--bits", bits);

        Assert.Equal(0, result.ExitCode);
        float[] samples = WaveFiles.Read(Output).Samples;
        Assert.Equal(expected.Length, samples.Length);
        Assert.True(expected.Zip(samples).Max(pair => Math.Abs(pair.First - pair.Second)) <= tolerance);
    }

    [Fact]
    public async Task What_was_done_is_told()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent(rate: 48_000));

        CommandResult result = await RenderAsync(model, WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(24_000)));

        Assert.Equal("", result.Error);
        string[] lines = result.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(["model.nam: NAM 0.5.4, 1 -> Lstm 4 -> dense 1 Identity", "in.wav: 0.5 s, 1 channel, 48,000 Hz, 16 bit"], lines.SkipLast(1));
        Assert.Matches(new Regex(@"^Wrote out\.wav: 0\.5 s of audio in \d+\.\d{3} s: [\d,]+ times real time, by '\w+'$"), lines[^1]);
    }

    [Fact]
    public async Task Model_hears_the_silence_of_its_format_first()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent(rate: 48_000));
        float[] inputs = WaveFiles.Noise(300);
        float[] expected = new float[300];
        using (RecurrentModel prewarmed = RecurrentModel.Open(model))
        {
            prewarmed.Forward(inputs, expected);
        }

        await RenderAsync(model, WaveFiles.WriteFloat(_folder, "in.wav", inputs));

        Assert.All(expected.Zip(WaveFiles.Read(Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Each_channel_of_a_stereo_file_goes_through_the_model_by_itself()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent(rate: 48_000));
        float[][] channels = [WaveFiles.Noise(5_000, seed: 1), WaveFiles.Noise(5_000, seed: 2)];
        float[][] expected = new float[2][];
        for (int i = 0; i < 2; i++)
        {
            await RenderAsync(model, WaveFiles.Write16(_folder, $"in{i}.wav", channels[i]), "--overwrite");
            expected[i] = WaveFiles.Read(Output).Samples;
        }

        await RenderAsync(model, WaveFiles.Write16(_folder, "in.wav", Interleaved(channels[0], channels[1]), channels: 2), "--overwrite");

        Assert.Equal((WaveFiles.Pcm, 16, 2, 48_000), Format(Output));
        Assert.Equal(Interleaved(expected[0], expected[1]), WaveFiles.Read(Output).Samples);
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

        await RenderAsync(
            Models.WriteNam(_folder, model), WaveFiles.WriteFloat(_folder, "in.wav", inputs, channels: 2), "--no-prewarm");

        Assert.Equal(1, WaveFiles.Read(Output).Channels);
        Assert.All(expected.Zip(WaveFiles.Read(Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Model_of_more_inputs_than_channels_is_refused()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent(inputs: 2));

        CommandResult result = await RenderAsync(model, WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100)));

        AssertRefused(result, "it reads 2 values a step, but the file has 1 channel");
    }

    [Fact]
    public async Task File_of_another_rate_is_resampled_to_the_models_and_back()
    {
        const int Rate = 44_100;
        string model = Models.WriteNam(_folder, Models.Recurrent(rate: 48_000));
        await RenderAsync(model, WaveFiles.WriteFloat(_folder, "at-48.wav", WaveFiles.Sine(48_000, 1_000, 48_000)));
        double level = Level(WaveFiles.Read(Output).Samples);

        CommandResult result = await RenderAsync(
            model, WaveFiles.WriteFloat(_folder, "in.wav", WaveFiles.Sine(Rate, 1_000, Rate), rate: Rate), "--overwrite");

        Assert.Contains("44,100 Hz, 32 bit float; resampled to the model's 48,000 Hz and back", result.Output, StringComparison.Ordinal);
        Assert.Equal((WaveFiles.Float, 32, 1, Rate), Format(Output));
        Assert.Equal(Rate, WaveFiles.Read(Output).Samples.Length);
        Assert.Equal(level, Level(WaveFiles.Read(Output).Samples), 1e-4 * level);
    }

    [Fact]
    public async Task Model_without_a_rate_takes_the_files()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        CommandResult result = await RenderAsync(model, WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100), rate: 8_000));

        Assert.Contains("does not say its sample rate", result.Output, StringComparison.Ordinal);
        Assert.Equal(8_000, WaveFiles.Read(Output).Rate);
    }

    [Theory]
    [InlineData("-6.0206", 0.5)]
    [InlineData("6.0206", 2)]
    public async Task Gain_behind_the_model_scales_its_output(string decibels, double factor)
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        string sound = WaveFiles.WriteFloat(_folder, "in.wav", WaveFiles.Noise(500));
        await RenderAsync(model, sound);
        float[] plain = WaveFiles.Read(Output).Samples;

        await RenderAsync(model, sound, "--gain-out", decibels, "--overwrite");

        Assert.All(plain.Zip(WaveFiles.Read(Output).Samples), pair => Assert.Equal(pair.First * factor, pair.Second, 1e-5));
    }

    [Fact]
    public async Task Gain_in_front_of_the_model_scales_its_input()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        float[] sound = WaveFiles.Noise(500);
        await RenderAsync(model, WaveFiles.WriteFloat(_folder, "half.wav", sound.Select(sample => sample / 2)));
        float[] expected = WaveFiles.Read(Output).Samples;

        await RenderAsync(model, WaveFiles.WriteFloat(_folder, "in.wav", sound), "--gain-in", "-6.0206", "--overwrite");

        Assert.All(expected.Zip(WaveFiles.Read(Output).Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData("16", 1f - (1f / 32768), "of 100 samples were clipped")]
    [InlineData("32f", 10f, "of 100 samples are beyond full scale, which 32-bit float keeps")]
    public async Task Samples_beyond_full_scale_are_counted(string bits, float largest, string message)
    {
        ModelDescription loud = Models.Recurrent().With(1, "weight", values => new float[values.Length]).With(1, "bias", _ => [10]);

        CommandResult result = await RenderAsync(
            Models.WriteNam(_folder, loud), WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100)), "--bits", bits);

        Assert.Contains($"100 {message}; the loudest is at +20.0 dB", result.Output, StringComparison.Ordinal);
        Assert.Equal(largest, WaveFiles.Read(Output).Samples.Max());
    }

    [Theory]
    [InlineData(WaveFiles.Pcm, 8, "8 bit", 16)]
    [InlineData(WaveFiles.Pcm, 16, "16 bit", 16)]
    [InlineData(WaveFiles.Pcm, 24, "24 bit", 24)]
    [InlineData(WaveFiles.Pcm, 32, "32 bit", 32)]
    [InlineData(WaveFiles.Float, 32, "32 bit float", 32)]
    [InlineData(WaveFiles.Float, 64, "64 bit float", 32)]
    public async Task Every_kind_of_samples_is_read_and_the_nearest_written(int tag, int bits, string name, int written)
    {
        string sound = _folder.Write("in.wav", WaveFiles.Content(new byte[64 * bits / 8], tag, bits, channels: 1, rate: 8_000));

        CommandResult result = await RenderAsync(Models.WriteNam(_folder, Models.Recurrent()), sound);

        Assert.Contains($"8,000 Hz, {name}", result.Output, StringComparison.Ordinal);
        Assert.Equal((64, written), (WaveFiles.Read(Output).Samples.Length, WaveFiles.Read(Output).Bits));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    public async Task Whole_numbers_and_float_of_the_same_samples_sound_the_same(int bits)
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        float[] sound = WaveFiles.Noise(300);
        await RenderAsync(model, WaveFiles.WriteFloat(_folder, "float.wav", sound));
        float[] expected = WaveFiles.Read(Output).Samples;
        byte[] data = [.. sound.SelectMany(sample => BitConverter.GetBytes((int)(sample * 2147483648.0))[(4 - (bits / 8))..])];

        await RenderAsync(
            model, _folder.Write("in.wav", WaveFiles.Content(data, WaveFiles.Pcm, bits, 1, 48_000)), "--bits", "32f", "--overwrite");

        Assert.Equal(expected, WaveFiles.Read(Output).Samples);
    }

    [Fact]
    public async Task Output_that_is_no_number_leaves_no_file()
    {
        ModelDescription loud = Models.Recurrent().With(1, "bias", _ => [float.MaxValue]);

        CommandResult result = await RenderAsync(
            Models.WriteNam(_folder, loud), WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100)), "--gain-out", "12", "--bits", "32f");

        AssertRefused(result, "The output is NaN or infinite from sample 0 on");
    }

    [Fact]
    public async Task Input_that_is_no_number_leaves_no_file()
    {
        float[] sound = WaveFiles.Noise(100);
        sound[30] = float.NaN;

        CommandResult result = await RenderAsync(
            Models.WriteNam(_folder, Models.Recurrent()), WaveFiles.WriteFloat(_folder, "in.wav", sound, channels: 2));

        AssertRefused(result, "sample 15 is NaN");
    }

    [Fact]
    public async Task File_without_a_sample_is_refused()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        AssertRefused(await RenderAsync(model, WaveFiles.Write16(_folder, "in.wav", [])), "there is not a single sample in it");
    }

    [Fact]
    public async Task Older_output_stays_unless_it_is_to_be_replaced()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        string sound = WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100));
        _folder.Write("out.wav", "older");

        CommandResult refused = await RenderAsync(model, sound);
        string kept = File.ReadAllText(Output);
        CommandResult replaced = await RenderAsync(model, sound, "--overwrite");

        Assert.Equal((2, "older", 0), (refused.ExitCode, kept, replaced.ExitCode));
        Assert.Contains("out.wav: there is such a file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(100, WaveFiles.Read(Output).Samples.Length);
    }

    [Fact]
    public async Task Input_does_not_replace_itself()
    {
        string sound = WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100));

        CommandResult result = await InProcess.RunAsync(
            "render", "--model", Models.WriteNam(_folder, Models.Recurrent()), sound, sound, "--overwrite");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the output is the input", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_rendering_leaves_no_file()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        string sound = WaveFiles.Write16(_folder, "in.wav", WaveFiles.Noise(100));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        CommandResult result = await InProcess.RunAsync(cancellation.Token, "render", "--model", model, sound, Output);

        Assert.Equal(130, result.ExitCode);
        Assert.False(File.Exists(Output));
    }

    [SkippableFact]
    public async Task Code_is_compiled_for_a_long_file_and_kept_for_short_ones()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Elsewhere the folder of the code cannot be set.");
        string model = Models.WriteNam(_folder, Models.Recurrent());
        string longSound = WaveFiles.Write16(_folder, "long.wav", WaveFiles.Noise(11_000), rate: 1_000);
        string shortSound = WaveFiles.Write16(_folder, "short.wav", WaveFiles.Noise(1_000), rate: 1_000);

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
        float[] plain = WaveFiles.Read(_folder.File("1.wav")).Samples;
        Assert.All(plain.Zip(WaveFiles.Read(_folder.File("3.wav")).Samples), pair => Assert.Equal(pair.First, pair.Second, 1f / 32768));
    }

    private string Output => _folder.File("out.wav");

    private Task<CommandResult> RenderAsync(string model, string sound, params string[] options) =>
        InProcess.RunAsync(["render", "--model", model, sound, Output, .. options]);

    private async Task<string> RenderInProcessAsync(string model, string sound, string output)
    {
        using ChildProcess tool = ChildProcess.Start(
            ChildProcess.DotNet,
            [ChildProcess.ToolPath, "render", "--model", model, sound, _folder.File(output)],
            ("XDG_DATA_HOME", _folder.Path));
        CommandResult result = await tool.WaitForExitAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    private void AssertRefused(CommandResult result, string message)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    private static float[] Interleaved(float[] left, float[] right) =>
        [.. left.Zip(right, (first, second) => new[] { first, second }).SelectMany(pair => pair)];

    private static (int Tag, int Bits, int Channels, int Rate) Format(string path)
    {
        var file = WaveFiles.Read(path);
        return (file.Tag, file.Bits, file.Channels, file.Rate);
    }

    /// <summary>How far the samples of the middle are from their mean.</summary>
    private static double Level(float[] samples)
    {
        double[] middle = [.. samples[(samples.Length / 4)..(samples.Length * 3 / 4)].Select(sample => (double)sample)];
        double mean = middle.Average();
        return Math.Sqrt(middle.Average(sample => (sample - mean) * (sample - mean)));
    }
}
