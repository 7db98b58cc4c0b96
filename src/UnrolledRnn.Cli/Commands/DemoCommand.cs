using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>
/// The main job, without arguments: the pretrained model answers, then one is trained on the embedded text; the results are written, and
/// the speed is reported.
/// </summary>
internal static class DemoCommand
{
    private const string Question = "What is a recurrent neural network ?";
    private const int AnswerLength = 40;

    // A learning rate this high keeps the network from learning so short a text by heart.
    private static readonly TrainingOptions s_options = new() { Epochs = 120, BatchSize = 8, LearningRate = 4e-3f, HeldOut = 0.05 };

    /// <summary>Runs the job.</summary>
    public static int Run(Terminal terminal, OutputFolder output, bool overwrite, CancellationToken cancellation)
    {
        terminal.Heading("A model that has read English novels answers");
        terminal.Generated(Question + LanguageModel.Pretrained().WhatNext(Question, AnswerLength));
        terminal.Line();
        using var signal = new InterruptSignal();
        var request = new TrainingRequest(new TrainingText("the embedded fables", ReadFables()), s_options, Prompt: "THE ");
        return new TrainingSession(terminal, output, overwrite).Run<CharacterModel>(request, cancellation);
    }

    /// <summary>The embedded text.</summary>
    public static string ReadFables()
    {
        using Stream stream = typeof(DemoCommand).Assembly.GetManifestResourceStream("fables.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
