using System.Numerics.Tensors;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>
/// Trains a network on a text whose last part is held out, and leaves it as it was when the held-out loss was lowest.
/// </summary>
/// <typeparam name="TNetwork">The class of the network.</typeparam>
internal sealed class TextTrainer<TNetwork> : TextTraining
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TrainingOptions _options;
    private readonly Trainer<TNetwork> _trainer;
    private readonly BatchSource _heldOut;
    private readonly Batch _batch;
    private readonly int _steps;

    /// <summary>Prepares a run; the vocabulary is taken from the training part alone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to train.</param>
    /// <param name="tokens">What the tokens of the text are; null for characters.</param>
    /// <exception cref="ArgumentException">
    /// The text is too short, has more tokens than the network, or the network not what is to be dropped.
    /// </exception>
    public TextTrainer(string text, TrainingOptions options, TextTokens? tokens = null)
        : this(new TextParts(text, options.HeldOut, tokens ?? TextTokens.Characters, MostTokens), options)
    {
    }

    /// <summary>Prepares a run.</summary>
    public TextTrainer(TextParts parts, TrainingOptions options)
        : base(parts, TNetwork.Shape)
    {
        if (options.Regularization?.InputDropout > 0 && !TNetwork.Shape.Layers.OfType<EmbeddingLayerShape>().Any())
        {
            throw new ArgumentException(
                $"Expected a network with an embedding for an input dropout of {options.Regularization.InputDropout}, got {TNetwork.Shape}.",
                nameof(options));
        }

        _options = options;
        Model = TNetwork.Create(options.Seed);
        IOptimizer optimizer = Optimization.Optimizer(options, Model.Parameters.Length);
        _trainer = new Trainer<TNetwork>(Model, optimizer, options.BatchSize, options.MaxGradientNorm)
        {
            Threads = options.Threads,
            Regularization = options.Regularization,
        };
        parts.Training.Data.WindowLengths = options.WindowLengths;
        _steps = parts.Training.Data.CreateBatches(TNetwork.Shape, options.BatchSize).Count;
        _heldOut = parts.HeldOut.Data.CreateBatches(TNetwork.Shape, options.BatchSize);
        _batch = new Batch(TNetwork.Shape, options.BatchSize, hasTokens: true, hasClasses: true);
    }

    /// <summary>The most tokens that a network of the class has room for.</summary>
    public static int MostTokens => Math.Min(TNetwork.Shape.InputSize, TNetwork.Shape.OutputSize);

    /// <summary>The model.</summary>
    public TNetwork Model { get; }

    /// <inheritdoc/>
    public override int ParameterCount => TNetwork.Tensors.Sum(tensor => tensor.Count);

    /// <summary>What a second of the machine can do; null where nobody has measured it.</summary>
    public double? PeakPerSecond { get; init; }

    /// <summary>Trains until the last epoch or until cancelled.</summary>
    /// <param name="reporter">Hears of each step and each epoch.</param>
    /// <param name="improved">Called with the best model so far, after an epoch that lowered the held-out loss.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <returns>Whether the run has come to its end.</returns>
    /// <exception cref="Serialization.ModelFormatException">The checkpoint is damaged, or one of another run.</exception>
    public bool Run(TrainingReporter reporter, Action improved, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        double peak = TrainingCost.PerToken<TNetwork>() / (PeakPerSecond * _options.Threads) ?? double.NaN;
        var course = new TrainingCourse(_options, History, _steps, peak) { Unit = Unit };
        FitOptions fit = FitSettings.Of(_options, _steps) with
        {
            Validation = Parts.HeldOut.Data,
            Texts = TextModelFile.TextsOf(Tokenizer),
            Cancellation = stop.Token,
            OnStep = step => reporter.Step(course.Note(step)),
            OnEpoch = epoch =>
            {
                bool isBest = !(History.BestHeldOut <= epoch.ValidationLoss);
                EpochRow row = course.Note(epoch);
                if (!double.IsFinite(epoch.ValidationLoss))
                {
                    HasDiverged = true;
                    stop.Cancel();
                    return;
                }

                reporter.Epoch?.Invoke(row);
                if (isBest)
                {
                    improved();
                }
            },
        };
        return Run(fit, course);
    }

    /// <summary>The mean loss on the held-out text, in nats per known token.</summary>
    public double EvaluateHeldOut()
    {
        _heldOut.Begin(seed: 0, epoch: 0);
        var mean = new RunningMean();
        for (int index = 0; index < _heldOut.Count; index++)
        {
            _heldOut.Fill(index, _batch);
            if (_batch.StartsSequences)
            {
                _trainer.ResetStates();
            }

            double loss = _trainer.Evaluate(_batch.Tokens, _batch.Classes);
            mean.Add(_batch.Counted == 0 ? 0 : loss, _batch.Counted);
        }

        _trainer.ResetStates();
        return mean.Value;
    }

    private bool Run(FitOptions fit, TrainingCourse course)
    {
        TrainingReport report;
        try
        {
            report = _trainer.Fit(Parts.Training.Data, fit);
        }
        catch (InvalidOperationException) when (!TensorPrimitives.IsFiniteAll<float>(Model.Parameters))
        {
            // A rate so high that a step has led beyond all numbers, which no checkpoint takes.
            HasDiverged = true;
            return false;
        }

        course.Complete(report);
        HasDiverged |= report.Stopped == StopReason.TooManyBadSteps;
        HasLostPatience = report.Stopped == StopReason.EarlyStopping;
        return !HasDiverged && report.Stopped is (StopReason.EpochsDone or StopReason.EarlyStopping);
    }
}
