using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Logs;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What every run has beside its data: logs, a checkpoint, and words about both.</summary>
/// <param name="terminal">Shows the words.</param>
/// <param name="request">The run.</param>
internal sealed class RunGuide(Terminal terminal, RunRequest request)
{
    /// <summary>The logs that are asked for.</summary>
    public TrainingLogs CreateLogs()
    {
        List<ITrainingLog> logs = [];
        if (request.CsvPath is string csv)
        {
            logs.Add(new CsvLog(csv, request.LogSteps, request.Options.Resume));
        }

        if (request.TensorBoardFolder is string folder)
        {
            logs.Add(new TensorBoardLog(folder, request.LogSteps));
        }

        return new TrainingLogs(logs);
    }

    /// <summary>Shows the declaration of a class that was made.</summary>
    public void ShowDeclaration()
    {
        foreach (string line in (request.Declaration ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            terminal.Line(line);
        }
    }

    /// <summary>Tells what Ctrl-C does, and which checkpoint goes.</summary>
    public void TellOfCheckpoint()
    {
        if (request is not { Words: not null, Options: { Resume: false, CheckpointPath: string path } })
        {
            return;
        }

        terminal.Line("Ctrl-C stops the run and leaves a checkpoint to go on from; a second one ends it at once.");
        if (File.Exists(path))
        {
            string goOn = GoOnCommand.Of(request.Words, Relative(path));
            terminal.Line($"The checkpoint of an earlier run is replaced; to go on with that run: {goOn}");
        }
    }

    /// <summary>Tells how a run that was interrupted goes on.</summary>
    public void TellHowToGoOn()
    {
        if (request is { Words: not null, Options.CheckpointPath: string path } && File.Exists(path))
        {
            terminal.Line("To go on where it stopped:");
            terminal.Line($"  {GoOnCommand.Of(request.Words, Relative(path))}");
        }
    }

    /// <summary>Deletes the checkpoint of a run that has come to its end, unless the user has named it.</summary>
    public void End()
    {
        if (!request.KeepsCheckpoint && request.Options.CheckpointPath is string path)
        {
            File.Delete(path);
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
