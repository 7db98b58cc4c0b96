using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>How something is trained, and what is kept of it.</summary>
/// <param name="Options">How to train.</param>
internal abstract record RunRequest(TrainingOptions Options)
{
    /// <summary>The words of the command line, for the one that goes on; null where nothing can go on.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>In what the model file holds the parameters.</summary>
    public WeightStorage Storage { get; init; }

    /// <summary>Whether the checkpoint stays when the run has come to its end.</summary>
    public bool KeepsCheckpoint { get; init; }

    /// <summary>The declaration of a class that was made for this run; else null.</summary>
    public string? Declaration { get; init; }

    /// <summary>The CSV file of the numbers, or null.</summary>
    public string? CsvPath { get; init; }

    /// <summary>The folder for TensorBoard, or null.</summary>
    public string? TensorBoardFolder { get; init; }

    /// <summary>Steps from one line of the logs to the next; 0 for epochs alone.</summary>
    public int LogSteps { get; init; }
}
