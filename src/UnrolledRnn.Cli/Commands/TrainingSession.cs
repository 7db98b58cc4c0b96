using System.Globalization;
using System.Numerics.Tensors;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Logs;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;
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
    /// <param name="request">What to train, and how.</param>
    /// <param name="cancellation">Stops training; what has been learnt is saved.</param>
    /// <typeparam name="TNetwork">The class of the network.</typeparam>
    /// <exception cref="IOException">The text is not for this model, or the folder not for writing.</exception>
    public int Run<TNetwork>(TrainingRequest request, CancellationToken cancellation)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        (TrainingText text, TrainingOptions options) = (request.Text, request.Options);
        TextTrainer<TNetwork> training = Prepare<TNetwork>(request);
        RefuseUnknown(training);
        output.Prepare();
        var origin = new ModelOrigin(text.Name, ModelOrigin.FingerprintOf(text.Content, options.HeldOut));
        var keeper = new ModelKeeper<TNetwork>(output, training, origin, overwrite) { Storage = request.Storage };
        Describe(training, request, keeper.EarlierLoss);

        terminal.Heading("Generated before training");
        Sample(training, request.Prompt, maxTokens: 200);

        terminal.Heading("Training");
        bool isCompleted = Train(training, request, keeper, cancellation);
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
        bool isInterrupted = !isCompleted && !training.HasDiverged;
        TellWhatIsSaved(training, keeper, isSaved, isInterrupted);
        var guide = new RunGuide(terminal, request);
        if (isInterrupted)
        {
            guide.TellHowToGoOn();
        }

        terminal.Heading("Generated after training");
        string sample = Sample(training, request.Prompt, SampleLength);
        if (isSaved)
        {
            var settings = new RunSettings(options, text.Name, text.Content.Length, training.Shape, training.ParameterCount)
            {
                Unit = training.Unit.Loss,
            };
            new TrainingResults(terminal, output).Write(training.History, sample, settings, keeper.HasKeptPrevious);
        }

        if (!isCompleted)
        {
            return training.HasDiverged ? ExitCode.Diverged : ExitCode.Interrupted;
        }

        guide.End();
        terminal.Heading("Generation speed");
        terminal.Line(GenerationLatency.Measure(training.Model, training.Tokenizer).ToString());
        return ExitCode.Success;
    }

    /// <exception cref="IOException">Text, network and options do not fit each other.</exception>
    private static TextTrainer<TNetwork> Prepare<TNetwork>(TrainingRequest request)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        try
        {
            return new TextTrainer<TNetwork>(request.Text.Content, request.Options, request.Tokens)
            {
                PeakPerSecond = FmaPeak.MeasurePerSecond(),
            };
        }
        catch (ArgumentException exception)
        {
            throw new IOException($"{request.Text.Name} does not fit the network: {exception.Message}", exception);
        }
    }

    /// <exception cref="IOException">Too little of the text is known.</exception>
    private static void RefuseUnknown(TextTraining training)
    {
        if (training.UnknownShare > MostUnknown)
        {
            string most = MostUnknown.ToString("P0", CultureInfo.InvariantCulture);
            throw new IOException(
                $"{TrainingNotes.Unknown(training)} Expected at most {most}; "
                + (training.Unit == TokenUnit.Character
                    ? "give a text with fewer different characters, or a network with room for them: --hidden makes one."
                    : training.Tokenizer is PieceTokenizer ? "give pieces that were learned of such a text: --tokenizer FILE."
                    : "give a longer text, a larger --vocabulary or a lower --min-count."));
        }
    }

    private void Describe(TextTraining training, TrainingRequest request, double? earlierLoss)
    {
        new RunGuide(terminal, request).ShowDeclaration();
        terminal.Line(TrainingNotes.Network(training, request.Options));
        terminal.Line(TrainingNotes.Text(training));
        if (training.UnknownShare > NotableUnknown)
        {
            terminal.Line($"Warning: {TrainingNotes.Unknown(training)} It reads, but never foretells them, and no loss counts them.");
        }

        if (earlierLoss is double earlier)
        {
            terminal.Line(TrainingNotes.EarlierIsThere(earlier, training.Unit, overwrite));
        }

        new RunGuide(terminal, request).TellOfCheckpoint();
    }

    private bool Train<TNetwork>(
        TextTrainer<TNetwork> training, TrainingRequest request, ModelKeeper<TNetwork> keeper, CancellationToken cancellation)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        DateTime lastSave = DateTime.UtcNow;
        using TrainingLogs logs = new RunGuide(terminal, request).CreateLogs();
        return terminal.TrainingDisplay.Show(display => training.Run(
            logs.Beside(display),
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

    private void TellWhatIsSaved<TNetwork>(
        TextTrainer<TNetwork> training, ModelKeeper<TNetwork> keeper, bool isSaved, bool isInterrupted)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        if (isInterrupted)
        {
            terminal.Line(isSaved ? "Interrupted: training stopped, the model so far is saved." : "Interrupted: training stopped.");
        }

        if (training.HasLostPatience)
        {
            terminal.Line("The held-out loss has not fallen for as many epochs as --patience says, so training stopped.");
        }

        terminal.Line(TrainingNotes.HeldOutLoss(training, isSaved));
        if (!isSaved)
        {
            terminal.Line(TrainingNotes.EarlierStays(keeper.EarlierLoss, training.History.BestHeldOut, training.Unit));
        }
    }

    private string Sample<TNetwork>(TextTrainer<TNetwork> training, string prompt, int maxTokens)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        var generator = new TextGenerator<TNetwork>(training.Model, training.Tokenizer);
        var sampler = new TemperatureSampler(SampleTemperature, seed: 1);
        string sample = prompt + string.Concat(generator.Generate(prompt, maxTokens, sampler));
        terminal.Generated(sample);
        terminal.Line();
        return sample;
    }
}
