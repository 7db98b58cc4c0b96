using System.CommandLine;
using UnrolledRnn.Cli.Results;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that keep its numbers for other programs.</summary>
internal sealed class LogOptions
{
    private readonly Option<FileInfo?> _csv = new("--csv")
    {
        Description = "A CSV file with a line for each epoch; with --resume, it is gone on with",
        HelpName = "FILE",
    };

    private readonly Option<DirectoryInfo?> _tensorBoard = new("--tensorboard")
    {
        Description = "A folder for event files, for tensorboard --logdir FOLDER",
        HelpName = "FOLDER",
    };

    private readonly Option<int> _steps = new("--log-steps") { Description = "Logs each so many steps too; 0 for none", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public LogOptions(Command command)
    {
        _steps.Validators.Add(Validate.AtLeast(0));
        command.Options.Add(_csv);
        command.Options.Add(_tensorBoard);
        command.Options.Add(_steps);
    }

    /// <summary>Adds what is asked for to a request.</summary>
    /// <exception cref="IOException">A file is there that may not be replaced, or cannot be written.</exception>
    public TRequest Add<TRequest>(TRequest request, ParseResult parsed, bool overwrite)
        where TRequest : RunRequest
    {
        string? csv = parsed.GetValue(_csv)?.FullName;
        if (csv is not null)
        {
            OutputFile.Prepare(csv, overwrite || request.Options.Resume);
        }

        return (TRequest)(request with
        {
            CsvPath = csv,
            TensorBoardFolder = parsed.GetValue(_tensorBoard)?.FullName,
            LogSteps = parsed.GetValue(_steps),
        });
    }
}
