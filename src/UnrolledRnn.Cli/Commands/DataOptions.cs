using System.CommandLine;
using UnrolledRnn.Cli.Data;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that name the data: a text, a series, or two sounds.</summary>
internal sealed class DataOptions
{
    private readonly Option<FileInfo?> _text = new("--text") { Description = "The text to learn", HelpName = "FILE" };
    private readonly Option<FileInfo?> _series = new("--series")
    {
        Description = "A CSV file of numbers, its first line names, whose columns are foretold",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _input = new("--input") { Description = "A WAV file, of which --target is made", HelpName = "FILE" };
    private readonly Option<string[]> _target = new("--target")
    {
        Description = "The columns of --series to foretell, or the WAV file to make of --input",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "NAME",
    };

    private readonly Option<int> _horizon = new("--horizon")
    {
        Description = "Steps that --series is foretold ahead",
        DefaultValueFactory = _ => 1,
        HelpName = "STEPS",
    };

    /// <summary>Adds the options to a command.</summary>
    public DataOptions(Command command)
    {
        _horizon.Validators.Add(Validate.AtLeast(1));
        Option[] all = [_text, _series, _input, _target, _horizon];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            int data = ((Option[])[_text, _series, _input]).Count(option => result.GetResult(option) is not null);
            int targets = result.GetResult(_target)?.Tokens.Count ?? 0;
            if (data != 1)
            {
                result.AddError(data == 0
                    ? "Option '--text' is required, or '--series' with '--target', or '--input' with '--target'."
                    : "--text, --series and --input are different data; name one of them.");
            }
            else if (result.GetResult(_series) is not null && targets == 0)
            {
                result.AddError("--series needs --target with the columns to foretell.");
            }
            else if (result.GetResult(_input) is not null && targets != 1)
            {
                result.AddError("--input needs --target with the WAV file to make of it.");
            }
        });
    }

    /// <summary>The text file, or null.</summary>
    public string? TextPath(ParseResult parsed) => parsed.GetValue(_text)?.FullName;

    /// <summary>Reads the values that are named.</summary>
    /// <exception cref="IOException">They cannot be read, or do not fit each other.</exception>
    public ValueData Values(ParseResult parsed)
    {
        string[] targets = parsed.GetValue(_target)!;
        return parsed.GetValue(_series) is FileInfo series
            ? ValueTasks.Series(series.FullName, targets, parsed.GetValue(_horizon))
            : ValueTasks.Audio(parsed.GetValue(_input)!.FullName, Path.GetFullPath(targets[0]));
    }
}
