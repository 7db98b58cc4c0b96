using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Training on series and on sounds.</summary>
public sealed partial class TrainValuesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ModelPath => _folder.PathOf("out/model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_series_is_foretold_ever_better_and_its_model_knows_the_scales()
    {
        CommandResult result = await TrainSeriesAsync("--epochs", "6");

        Assert.Equal("", result.Error);
        double[] losses = [.. Rows().Matches(result.Output).Select(row => double.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(6, losses.Length);
        Assert.True(losses[^1] < losses[0] / 2);
        ModelDescription model = ModelFiles.Read(ModelPath);
        Assert.Equal((2, 1), (model.InputSize, model.OutputSize));
        Assert.Equal("load,temp", model.Metadata["unrolled_rnn.columns"]);
        Assert.Contains(model.Metadata, text => text.Key.Contains("normalization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_there_is_replaced_only_where_that_is_wished()
    {
        Directory.CreateDirectory(_folder.PathOf("out"));
        await File.WriteAllTextAsync(ModelPath, "mine");

        CommandResult refused = await TrainSeriesAsync("--epochs", "1");
        CommandResult wished = await TrainSeriesAsync("--epochs", "1", "--overwrite");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("there is a model; name another folder with --output", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, wished.ExitCode);
    }

    [Fact]
    public async Task A_series_that_was_interrupted_goes_on_to_the_same_bits()
    {
        await TrainSeriesAsync("--epochs", "4");
        byte[] whole = await File.ReadAllBytesAsync(ModelPath);
        Directory.Delete(_folder.PathOf("out"), recursive: true);
        CommandResult stopped = await InProcess.RunAsync(new CancellationToken(canceled: true), Series("--epochs", "4"));
        Assert.Equal(130, stopped.ExitCode);

        CommandResult resumed = await TrainSeriesAsync("--epochs", "4", "--resume", _folder.PathOf("out/checkpoint.safetensors"));

        Assert.Equal("", resumed.Error);
        Assert.Equal(whole, await File.ReadAllBytesAsync(ModelPath));
    }

    [Fact]
    public async Task A_series_that_is_too_short_for_a_window_is_an_error_in_words()
    {
        string path = _folder.Write("short.csv", "a\n1\n2\n3\n");

        CommandResult result = await InProcess.RunAsync("train", "--series", path, "--target", "a", "--output", _folder.PathOf("out"));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("unrolled-rnn: short.csv: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_is_made_of_another_and_the_model_plays()
    {
        float[] dry = [.. Enumerable.Range(0, 24_000).Select(i => 0.5f * MathF.Sin(i * 0.05f))];
        string input = _folder.Write("dry.wav", Wave(dry, rate: 48_000));
        string target = _folder.Write("wet.wav", Wave([.. dry.Select(sample => MathF.Tanh(3 * sample))], rate: 48_000));

        CommandResult result = await InProcess.RunAsync(
            "train", "--input", input, "--target", target, "--epochs", "4", "--sequence-length", "64", "--output", _folder.PathOf("out"));

        Assert.Equal("", result.Error);
        Assert.Contains("ESR", result.Output, StringComparison.Ordinal);
        Assert.Equal(48_000, ModelFiles.Read(ModelPath).SampleRate);
        CommandResult rendered = await InProcess.RunAsync("render", "--model", ModelPath, input, _folder.PathOf("made.wav"));
        Assert.Equal(0, rendered.ExitCode);
    }

    [Fact]
    public async Task Sounds_of_different_rates_are_an_error()
    {
        string input = _folder.Write("dry.wav", Wave(new float[1000], rate: 48_000));
        string target = _folder.Write("wet.wav", Wave(new float[1000], rate: 44_100));

        CommandResult result = await InProcess.RunAsync("train", "--input", input, "--target", target, "--output", _folder.PathOf("out"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected 48000 Hz", result.Error, StringComparison.Ordinal);
    }

    private string[] Series(params string[] options)
    {
        var text = new StringBuilder("load,temp\n");
        for (int i = 0; i < 400; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Math.Sin(i / 7.0):F5},{20 * Math.Cos(i / 7.0):F5}");
        }

        string path = _folder.Write("series.csv", text.ToString());
        return
        [
            "train", "--series", path, "--target", "load", "--hidden", "12", "--sequence-length", "16", "--output",
            _folder.PathOf("out"), .. options,
        ];
    }

    private Task<CommandResult> TrainSeriesAsync(params string[] options) => InProcess.RunAsync(Series(options));

    private static byte[] Wave(float[] samples, int rate)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (4 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(4 * rate);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(4 * samples.Length);
        foreach (float sample in samples)
        {
            writer.Write(sample);
        }

        return stream.ToArray();
    }

    [GeneratedRegex(@"(?m)^ +\d/\d +\S+ +(\S+) ")]
    private static partial Regex Rows();
}
