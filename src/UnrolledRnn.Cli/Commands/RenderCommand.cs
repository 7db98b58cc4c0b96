using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Rendering;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>render</c>: a WAV file through a model.</summary>
internal static class RenderCommand
{
    private static readonly Dictionary<string, SampleFormat> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["16"] = SampleFormat.Pcm16,
        ["24"] = SampleFormat.Pcm24,
        ["32f"] = SampleFormat.Float32,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var input = new Argument<FileInfo>("IN")
        {
            Description = "A WAV file, PCM or IEEE float; a model that reads one value goes through each channel by itself",
        };
        Argument<FileInfo> output = ModelArguments.WaveOutput();
        var model = new Option<FileInfo>("--model") { Description = "A model file of any format", Required = true, HelpName = "FILE" };
        Option<float> gainIn = Gain("--gain-in", "Decibels in front of the model");
        Option<float> gainOut = Gain("--gain-out", "Decibels behind the model");
        var bits = new Option<string?>("--bits")
        {
            Description = "Samples of OUT: 16, 24 or 32f (float); else like those of IN",
            HelpName = "BITS",
        };
        var noPrewarm = new Option<bool>("--no-prewarm")
        {
            Description = "Begins without the silence that the model's format wants to be heard first",
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces OUT where it is there" };
        bits.Validators.Add(Validate.Word(s_formats.ContainsKey, "16, 24 or 32f"));

        var command = new Command(
            "render",
            "Puts a WAV file through a model, at the model's sample rate. Code for the model is compiled first where the file is longer "
            + $"than {RenderSession.ShortSeconds} seconds, and kept for later runs; a shorter file is rendered by what is there")
        {
            input, output, model, gainIn, gainOut, bits, noPrewarm, overwrite,
        };
        var reading = new ReadingOptions(command);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            var session = new RenderSession(
                terminal, parsed.GetRequiredValue(model), parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var request = new RenderRequest(
                parsed.GetValue(gainIn),
                parsed.GetValue(gainOut),
                parsed.GetValue(bits) is string word ? s_formats[word] : null,
                parsed.GetValue(noPrewarm),
                parsed.GetValue(overwrite));
            return session.Run(path => reading.Read(path, parsed), request, cancellation);
        }));
        return command;
    }

    private static Option<float> Gain(string name, string description)
    {
        var gain = new Option<float>(name) { Description = description, DefaultValueFactory = _ => 0, HelpName = "DB" };
        gain.Validators.Add(Validate.Between(-120, 120));
        return gain;
    }
}
