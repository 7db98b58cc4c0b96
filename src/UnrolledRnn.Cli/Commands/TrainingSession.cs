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

    /// <summary>A model of a text of which it does not know more than this is not worth the time.</summary>
    private const double MostUnknown = 0.2;
    private const double NotableUnknown = 0.02;

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
        RefuseUnknown(training);
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
            CultureInfo.InvariantCulture, $"Held-out loss {heldOut:F4} nats per character ({heldOut / Math.Log(2):F3} bits) with the saved parameters{(training.UnknownCharacters > 0 ? ", over the characters that it knows" : "")}."));

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
        if (training.UnknownShare > NotableUnknown)
        {
            terminal.Line($"Warning: {Unknown(training)} They are inputs of the network, but it never foretells them, and no loss counts them.");
        }
    }

    /// <exception cref="IOException">Too little of the text is known.</exception>
    private static void RefuseUnknown(CharacterTraining training)
    {
        if (training.UnknownShare > MostUnknown)
        {
            throw new IOException($"{Unknown(training)} Expected at most {MostUnknown.ToString("P0", CultureInfo.InvariantCulture)}; give a text with fewer different characters, or a longer one.");
        }
    }

    private static string Unknown(CharacterTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.UnknownShare:P1} of the characters of the text, or of its held-out part, are not among the {training.Vocabulary.Count - 3} that the model learns.");

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
