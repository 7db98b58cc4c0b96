using System.CommandLine;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary><c>words</c>: word models beside PyTorch's, as the README of the experiments reports them.</summary>
internal static class WordsCommand
{
    private static readonly Option<DirectoryInfo> s_folder = new("--folder")
    {
        Description = "Where pictures, weights and tokens go",
        DefaultValueFactory = _ => new DirectoryInfo("experiments"),
    };

    private static readonly Option<string?> s_blas = new("--blas")
    {
        Description = "Folder whose libblas.so.3 PyTorch uses, such as that of Debian's libopenblas0-openmp",
    };

    private static readonly Option<int> s_threads = new("--threads")
    {
        Description = "Threads of each",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static Command Create() => new("words", "Trains word models beside PyTorch's") { Beside(), Recipe(), Novels() };

    private static Command Beside()
    {
        var text = new Option<FileInfo>("--text") { Description = "Novels; compressed where it ends in .gz", Required = true };
        var whole = new Option<bool>("--whole")
        {
            Description = "The large model: 12,000 words, embedding 256, LSTMs of 512, 512 and 256, 70 steps of 32 sequences",
        };
        var updates = new Option<int>("--updates") { Description = "How often both learn", DefaultValueFactory = _ => 500 };
        var command = new Command("beside", "Update by update: losses and words a second")
        {
            text, whole, updates, s_folder, s_blas, s_threads,
        };
        command.SetAction(parsed =>
        {
            MachineReport.WriteMachine(Console.Out);
            (string path, int count) = (parsed.GetRequiredValue(text).FullName, parsed.GetValue(updates));
            string folder = parsed.GetRequiredValue(s_folder).FullName;
            Directory.CreateDirectory(folder);
            if (parsed.GetValue(whole))
            {
                var large = new WordsBesideTorch(folder, parsed.GetValue(s_blas))
                {
                    BatchSize = 32, Chunks = count, LearningRate = 0.002f, Threads = parsed.GetValue(s_threads),
                };
                large.Run<WholeWords>("training_run_whole_words", path, count, Console.Out);
                return;
            }

            new WordsBesideTorch(folder, parsed.GetValue(s_blas)) { Threads = parsed.GetValue(s_threads) }
                .Run<SmallWords>("training_run_words", path, count, Console.Out);
        });
        return command;
    }

    private static Command Novels()
    {
        var train = new Option<FileInfo[]>("--train")
        {
            Description = "Novels to train on; compressed where they end in .gz", Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var heldOut = new Option<FileInfo>("--held-out") { Description = "A novel held out", Required = true };
        var minutes = new Option<double>("--minutes")
        {
            Description = "How long PyTorch learns, as the pretrained model did",
            DefaultValueFactory = _ => 75,
        };
        var command = new Command("novels", "The pretrained model beside PyTorch's of the same architecture and time")
        {
            train, heldOut, minutes, s_folder, s_blas, s_threads,
        };
        command.SetAction(parsed =>
        {
            MachineReport.WriteMachine(Console.Out);
            string folder = parsed.GetRequiredValue(s_folder).FullName;
            Directory.CreateDirectory(folder);
            string novels = string.Concat(parsed.GetRequiredValue(train).Select(file => TextFiles.Read(file.FullName)));
            new NovelsBesideTorch(folder, parsed.GetValue(s_blas))
            {
                Time = TimeSpan.FromMinutes(parsed.GetValue(minutes)), Threads = parsed.GetValue(s_threads),
            }.Run(novels, TextFiles.Read(parsed.GetRequiredValue(heldOut).FullName), Console.Out);
        });
        return command;
    }

    private static Command Recipe()
    {
        var train = new Option<FileInfo>("--train") { Description = "wikitext-2-valid.txt, to train on", Required = true };
        var heldOut = new Option<FileInfo>("--held-out") { Description = "wikitext-2-test.txt", Required = true };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the text", DefaultValueFactory = _ => 12 };
        var seeds = new Option<int[]>("--seeds")
        {
            Description = "Initial weights and draws",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2],
        };
        var command = new Command("recipe", "The recipe of AWD-LSTM: held-out perplexities")
        {
            train, heldOut, epochs, seeds, s_folder, s_blas, s_threads,
        };
        command.SetAction(parsed =>
        {
            MachineReport.WriteMachine(Console.Out);
            string folder = parsed.GetRequiredValue(s_folder).FullName;
            Directory.CreateDirectory(folder);
            new WordRecipe(
                parsed.GetRequiredValue(train).FullName, parsed.GetRequiredValue(heldOut).FullName, folder, parsed.GetValue(s_blas))
            {
                Epochs = parsed.GetValue(epochs), Threads = parsed.GetValue(s_threads),
            }.Run(parsed.GetRequiredValue(seeds), Console.Out);
        });
        return command;
    }
}
