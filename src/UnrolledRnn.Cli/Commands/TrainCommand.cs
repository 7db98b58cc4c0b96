using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>train</c>: trains the character model on a text file.</summary>
internal static class TrainCommand
{
    /// <summary>About a gigabyte of buffers.</summary>
    private const int MaxBatchSize = 2048;

    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var text = new Option<FileInfo>("--text") { Description = "The text to learn", Required = true, HelpName = "FILE" };
        var encoding = new Option<string>("--encoding")
        {
            Description = "The encoding of the text, such as latin1, utf-16 or windows-1252, where no byte order mark names it",
            DefaultValueFactory = _ => TextEncoding.Default,
            HelpName = "NAME",
        };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the text", DefaultValueFactory = _ => 20 };
        var batchSize = new Option<int>("--batch-size") { Description = "Parallel streams of text", DefaultValueFactory = _ => 32 };
        var learningRate = new Option<float>("--learning-rate")
        {
            Description = "The highest learning rate",
            DefaultValueFactory = _ => 4e-3f,
        };
        var seed = new Option<int>("--seed") { Description = "Draws the first parameters", DefaultValueFactory = _ => 1 };
        var prompt = new Option<string>("--prompt") { Description = "What the samples begin with", DefaultValueFactory = _ => "\n" };
        Option<DirectoryInfo> output = OutputOptions.Folder();
        Option<bool> overwrite = OutputOptions.Overwrite();
        encoding.Validators.Add(Validate.Encoding);
        epochs.Validators.Add(Validate.AtLeast(1));
        batchSize.Validators.Add(Validate.Between(1, MaxBatchSize));
        learningRate.Validators.Add(Validate.Above(0));

        var command = new Command("train", "Trains the character model on a text whose last tenth is held out")
        {
            text, encoding, epochs, batchSize, learningRate, seed, prompt, output, overwrite,
        };
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            var options = new TrainingOptions
            {
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batchSize),
                LearningRate = parsed.GetValue(learningRate),
                Seed = parsed.GetValue(seed),
            };
            string path = parsed.GetRequiredValue(text).FullName;
            string content = TextFile.Read(path, TextEncoding.Find(parsed.GetRequiredValue(encoding))!);
            if (content.Length < CharacterModel.SequenceLength)
            {
                throw new IOException($"{path}: expected at least {CharacterModel.SequenceLength} characters, found {content.Length}.");
            }

            var session = new TrainingSession(terminal, new OutputFolder(parsed.GetRequiredValue(output)), parsed.GetValue(overwrite));
            return session.Run(new TrainingText(Path.GetFileName(path), content), options, parsed.GetRequiredValue(prompt), cancellation);
        }));
        return command;
    }
}
