using System.CommandLine;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of every command that trains.</summary>
internal static class OutputOptions
{
    /// <summary><c>--output</c></summary>
    public static Option<DirectoryInfo> Folder() => new("--output")
    {
        Description = "The folder for the model, the sample and the loss curve; "
            + "a better model of the same text in it stays, and one of another text is an error",
        DefaultValueFactory = _ => new DirectoryInfo("unrolled-rnn-output"),
        HelpName = "FOLDER",
    };

    /// <summary><c>--overwrite</c></summary>
    public static Option<bool> Overwrite() => new("--overwrite")
    {
        Description = "Replaces any model in the folder, of which model.previous.safetensors becomes a copy; "
            + "a better one only after the last epoch",
    };
}
