using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Logs;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What training on values shows and writes, from a dataset to a model file and its pictures.</summary>
/// <param name="terminal">Shows it.</param>
/// <param name="output">Where it is written to.</param>
/// <param name="request">What is trained, and how.</param>
/// <param name="cancellation">Stops training; what has been learnt is saved.</param>
internal sealed class ValueSession(Terminal terminal, OutputFolder output, ValueRequest request, CancellationToken cancellation)
    : ISequenceNetworkUse<int>
{
    /// <summary>Trains, saves and draws.</summary>
    /// <exception cref="IOException">Data and network do not fit each other, or the folder is not for writing.</exception>
    public int Run<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ValueTrainer<TNetwork> training = Prepare<TNetwork>();
        var guide = new RunGuide(terminal, request);
        guide.ShowDeclaration();
        string parameters = ValueTrainer<TNetwork>.ParameterCount.ToString("N0", CultureInfo.InvariantCulture);
        string heldOut = request.Options.HeldOut.ToString("P0", CultureInfo.InvariantCulture);
        terminal.Line($"Network: {TNetwork.Shape}, {parameters} parameters, batches of {training.BatchSize}");
        terminal.Line($"Data: {request.Task.Facts}; the last {heldOut} held out");
        guide.TellOfCheckpoint();

        terminal.Heading("Training");
        TrainingReport? report = Train(training, guide);
        if (training.HasDiverged || report is null)
        {
            terminal.Line("The loss became infinite or NaN, so training stopped; try a lower --learning-rate.");
        }

        bool isInterrupted = report?.Stopped == StopReason.Cancelled && !training.HasDiverged;
        if (report is null || (report.BestEpoch == 0 && !isInterrupted))
        {
            terminal.Line("What training had come to is not saved.");
            return ExitCode.Diverged;
        }

        new FittedModel<TNetwork>(training.Network, report.InputNormalization, report.TargetNormalization, request.Task.Texts)
            .Save(output.ModelPath, request.Storage);
        if (isInterrupted)
        {
            terminal.Line("Interrupted: training stopped, the model so far is saved.");
            guide.TellHowToGoOn();
        }

        terminal.Line(report.BestEpoch == 0
            ? "Held-out loss not measured: training did not come to the end of its first epoch."
            : string.Create(CultureInfo.InvariantCulture, $"Held-out loss {report.BestLoss:G6} with the saved parameters, ")
                + string.Create(CultureInfo.InvariantCulture, $"of epoch {report.BestEpoch}."));
        var settings = new RunSettings(request.Options, request.Task.Name, 0, TNetwork.Shape, ValueTrainer<TNetwork>.ParameterCount)
        {
            Unit = request.Task.Unit,
            Facts = request.Task.Facts,
        };
        new TrainingResults(terminal, output).Write(training.History, sample: null, settings, hasPrevious: false);
        if (isInterrupted || training.HasDiverged)
        {
            return isInterrupted ? ExitCode.Interrupted : ExitCode.Diverged;
        }

        guide.End();
        return ExitCode.Success;
    }

    private ValueTrainer<TNetwork> Prepare<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        try
        {
            var training = new ValueTrainer<TNetwork>(request.Task, request.Options) { PeakPerSecond = FmaPeak.MeasurePerSecond() };
            output.Prepare();
            return training;
        }
        catch (ArgumentException exception)
        {
            throw new IOException($"{request.Task.Name}: {exception.Message}", exception);
        }
    }

    private TrainingReport? Train<TNetwork>(ValueTrainer<TNetwork> training, RunGuide guide)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TrainingReport? report = null;
        using TrainingLogs logs = guide.CreateLogs();
        terminal.TrainingDisplay.Show(display =>
        {
            report = training.Run(logs.Beside(display), cancellation);
            return report is { Stopped: StopReason.EpochsDone or StopReason.EarlyStopping };
        });
        return report;
    }
}
