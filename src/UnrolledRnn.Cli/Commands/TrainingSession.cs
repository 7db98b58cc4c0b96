using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What training shows and writes, from a text to a model file, a sample and a loss curve.</summary>
internal sealed class TrainingSession(Terminal terminal, DirectoryInfo output)
{
    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(5);

    private const int SampleLength = 600;
    private const float SampleTemperature = 0.5f;

    /// <summary>Trains, samples, saves and measures.</summary>
    /// <param name="text">The text to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="prompt">What samples begin with.</param>
    /// <param name="cancellation">Stops training; what has been learnt is saved.</param>
    public int Run(string text, TrainingOptions options, string prompt, CancellationToken cancellation)
    {
        var training = new CharacterTraining(text, options);
        output.Create();
        string modelPath = Path.Combine(output.FullName, "model.safetensors");
        Describe(training, options);

        terminal.Heading("Generated before training");
        Sample(training, prompt, maxTokens: 200);

        terminal.Heading("Training");
        DateTime lastSave = DateTime.UtcNow;
        bool completed = terminal.TrainingDisplay.Show(report => training.Run(
            report,
            improved: () =>
            {
                if (DateTime.UtcNow - lastSave > s_saveInterval)
                {
                    CharacterModelFile.Save(training.Model, training.Vocabulary, modelPath);
                    lastSave = DateTime.UtcNow;
                }
            },
            cancellation));
        if (training.HasDiverged)
        {
            terminal.Line("The loss became infinite or NaN, so training stopped, and what it had come to is not saved; try a lower --learning-rate.");
            return ExitCode.Diverged;
        }

        CharacterModelFile.Save(training.Model, training.Vocabulary, modelPath);
        if (!completed)
        {
            terminal.Line("Interrupted: training stopped, the model so far is saved.");
        }

        double heldOut = training.EvaluateHeldOut();
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture, $"Held-out loss {heldOut:F4} nats per character ({heldOut / Math.Log(2):F3} bits) with the saved parameters."));

        terminal.Heading("Generated after training");
        string sample = Sample(training, prompt, SampleLength);

        terminal.Heading("Written");
        string samplePath = Path.Combine(output.FullName, "sample.txt");
        string curvePath = Path.Combine(output.FullName, "loss.png");
        Serialization.AtomicFile.Write(samplePath, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(sample)));
        LossCurve.Save(training.History, "Loss of the character model", curvePath);
        foreach (string path in new[] { modelPath, samplePath, curvePath })
        {
            terminal.Line($"{Path.GetRelativePath(Environment.CurrentDirectory, path)}  ({new FileInfo(path).Length:N0} bytes)");
        }

        if (!completed)
        {
            return ExitCode.Interrupted;
        }

        terminal.Heading("Generation speed");
        terminal.Line(GenerationLatency.Measure(training.Model, training.Vocabulary).ToString());
        return ExitCode.Success;
    }

    private void Describe(CharacterTraining training, TrainingOptions options)
    {
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Network: {CharacterModel.InputSize} -> {CharacterModel.HiddenSize} -> {CharacterModel.OutputSize}, {CharacterModel.ParameterCount:N0} parameters, {CharacterModel.SequenceLength} steps, {options.BatchSize} streams"));
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Text: {training.TrainingCharacters:N0} characters to train on, {training.HeldOutCharacters:N0} held out; {training.Vocabulary.Count} of {CharacterModel.InputSize} tokens in use, {training.UnknownCharacters:N0} characters became <unk>"));
    }

    private string Sample(CharacterTraining training, string prompt, int maxTokens)
    {
        var generator = new TextGenerator<CharacterModel>(training.Model, training.Tokenizer, training.Vocabulary);
        var sampler = new TemperatureSampler(SampleTemperature, seed: 1);
        string sample = prompt + string.Concat(generator.Generate(prompt, maxTokens, sampler));
        terminal.Generated(sample);
        terminal.Line();
        return sample;
    }
}
