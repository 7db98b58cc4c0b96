using System.Globalization;
using System.Numerics.Tensors;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What training shows and writes, from a text to a model file, a sample and a loss curve.</summary>
/// <param name="terminal">Shows it.</param>
/// <param name="output">Where it is written to.</param>
/// <param name="overwrite">Whether any model in the folder may be replaced.</param>
internal sealed class TrainingSession(Terminal terminal, OutputFolder output, bool overwrite)
{
    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(5);

    /// <summary>A model that does not know more than this part of its text is not worth the time.</summary>
    private const double MostUnknown = 0.2;
    private const double NotableUnknown = 0.02;

    private const int SampleLength = 600;
    private const float SampleTemperature = 0.5f;

    /// <summary>Trains, samples, saves and measures.</summary>
    /// <param name="text">The text to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="prompt">What samples begin with.</param>
    /// <param name="cancellation">Stops training; what has been learnt is saved.</param>
    /// <exception cref="IOException">The text is not for this model, or the folder not for writing.</exception>
    public int Run(TrainingText text, TrainingOptions options, string prompt, CancellationToken cancellation)
    {
        var training = new CharacterTraining(text.Content, options);
        RefuseUnknown(training);
        output.Prepare();
        var origin = new ModelOrigin(text.Name, ModelOrigin.FingerprintOf(text.Content, options.HeldOut));
        var keeper = new ModelKeeper(output, training, origin, overwrite);
        Describe(training, options, keeper);

        terminal.Heading("Generated before training");
        Sample(training, prompt, maxTokens: 200);

        terminal.Heading("Training");
        bool isCompleted = Train(training, keeper, cancellation);
        if (training.HasDiverged)
        {
            terminal.Line("The loss became infinite or NaN, so training stopped; try a lower --learning-rate.");
        }

        bool hasLearntNothing = training.HasDiverged && training.History.HeldOut.Count == 0;
        if (hasLearntNothing || !TensorPrimitives.IsFiniteAll<float>(training.Model.Parameters))
        {
            terminal.Line("What training had come to is not saved.");
            return ExitCode.Diverged;
        }

        double loss = training.History.BestHeldOut;
        bool isSaved = keeper.Offer(double.IsNaN(loss) ? null : loss, isCompleted);
        TellWhatIsSaved(training, keeper, isSaved, isInterrupted: !isCompleted && !training.HasDiverged);

        terminal.Heading("Generated after training");
        string sample = Sample(training, prompt, SampleLength);
        if (isSaved)
        {
            Write(training, sample, keeper, new RunSettings(options, text.Name, text.Content.Length));
        }

        if (!isCompleted)
        {
            return training.HasDiverged ? ExitCode.Diverged : ExitCode.Interrupted;
        }

        terminal.Heading("Generation speed");
        terminal.Line(GenerationLatency.Measure(training.Model, training.Vocabulary).ToString());
        return ExitCode.Success;
    }

    /// <exception cref="IOException">Too little of the text is known.</exception>
    private static void RefuseUnknown(CharacterTraining training)
    {
        if (training.UnknownShare > MostUnknown)
        {
            string most = MostUnknown.ToString("P0", CultureInfo.InvariantCulture);
            throw new IOException(
                $"{TrainingNotes.Unknown(training)} Expected at most {most}; give a text with fewer different characters.");
        }
    }

    private void Describe(CharacterTraining training, TrainingOptions options, ModelKeeper keeper)
    {
        terminal.Line(TrainingNotes.Network(options));
        terminal.Line(TrainingNotes.Text(training));
        if (training.UnknownShare > NotableUnknown)
        {
            terminal.Line($"Warning: {TrainingNotes.Unknown(training)} It reads, but never foretells them, and no loss counts them.");
        }

        if (keeper.EarlierLoss is double earlier)
        {
            terminal.Line(TrainingNotes.EarlierIsThere(earlier, overwrite));
        }
    }

    private bool Train(CharacterTraining training, ModelKeeper keeper, CancellationToken cancellation)
    {
        DateTime lastSave = DateTime.UtcNow;
        return terminal.TrainingDisplay.Show(report => training.Run(
            report,
            improved: () =>
            {
                if (DateTime.UtcNow - lastSave > s_saveInterval)
                {
                    keeper.Offer(training.History.BestHeldOut, isFinished: false);
                    lastSave = DateTime.UtcNow;
                }
            },
            cancellation));
    }

    private void TellWhatIsSaved(CharacterTraining training, ModelKeeper keeper, bool isSaved, bool isInterrupted)
    {
        if (isInterrupted)
        {
            terminal.Line(isSaved ? "Interrupted: training stopped, the model so far is saved." : "Interrupted: training stopped.");
        }

        terminal.Line(TrainingNotes.HeldOutLoss(training, isSaved));
        if (!isSaved)
        {
            terminal.Line(TrainingNotes.EarlierStays(keeper.EarlierLoss, training.History.BestHeldOut));
        }
    }

    private string Sample(CharacterTraining training, string prompt, int maxTokens)
    {
        var generator = new TextGenerator<CharacterModel>(training.Model, training.Tokenizer);
        var sampler = new TemperatureSampler(SampleTemperature, seed: 1);
        string sample = prompt + string.Concat(generator.Generate(prompt, maxTokens, sampler));
        terminal.Generated(sample);
        terminal.Line();
        return sample;
    }

    private void Write(CharacterTraining training, string sample, ModelKeeper keeper, RunSettings settings)
    {
        terminal.Heading("Written");
        AtomicFile.Write(output.SamplePath, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(sample)));
        Draw(training.History, settings);
        List<string> paths = [output.ModelPath, output.SamplePath, output.CurvePath];
        if (keeper.HasKeptPrevious)
        {
            paths.Add(output.PreviousModelPath);
        }

        foreach (FileInfo file in paths.Select(path => new FileInfo(path)).Where(file => file.Exists))
        {
            string path = Path.GetRelativePath(Environment.CurrentDirectory, file.FullName);
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{path}  ({file.Length:N0} bytes)"));
        }
    }

    private void Draw(LossHistory history, RunSettings settings)
    {
        try
        {
            if (!LossCurve.Save(history, settings, output.CurvePath))
            {
                terminal.Line("No loss curve: training stopped before there was a loss to show.");
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            terminal.Line($"No loss curve: the drawing library does not work on this machine ({exception.Message}).");
        }
    }
}
