using System.CommandLine;
using UnrolledRnn.Benchmarks.Experiments.Beside;
using UnrolledRnn.Benchmarks.Experiments.Start;

namespace UnrolledRnn.Benchmarks.Experiments;

/// <summary><c>experiments</c>: what the README beside this file reports, as tables and pictures.</summary>
internal static class ExperimentsCommand
{
    private const int RecallUpdates = 2000;
    private const int TextUpdates = 1500;

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder")
        {
            Description = "Where the pictures go",
            DefaultValueFactory = _ => new DirectoryInfo("experiments"),
        };
        var text = new Option<FileInfo?>("--text")
        {
            Description = "tinyshakespeare.txt of the char-rnn repository, for what is trained on text",
        };
        var command = new Command("experiments", "Trains small networks, prints tables, draws pictures") { folder, text };
        command.SetAction(parsed =>
        {
            DirectoryInfo pictures = parsed.GetRequiredValue(folder);
            pictures.Create();
            BesideTorchExperiment.Write(pictures.FullName, Console.Out);
            StartExperiment.Recall(RecallUpdates, pictures.FullName, Console.Out);
            if (parsed.GetValue(text) is FileInfo file)
            {
                StartExperiment.Text(file.FullName, TextUpdates, pictures.FullName, Console.Out);
            }
            else
            {
                Console.Out.WriteLine("Without --text, nothing is trained on text.");
            }
        });
        return command;
    }
}
