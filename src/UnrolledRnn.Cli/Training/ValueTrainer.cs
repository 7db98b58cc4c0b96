using System.Numerics.Tensors;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>Trains a network on values, and leaves it as it was when the held-out loss was lowest.</summary>
/// <typeparam name="TNetwork">The class of the network.</typeparam>
internal sealed class ValueTrainer<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly ValueData _task;
    private readonly TrainingOptions _options;
    private readonly Trainer<TNetwork> _trainer;
    private readonly VectorDataset _training;
    private readonly Dataset _validation;
    private readonly int _batches;

    /// <summary>Prepares a run.</summary>
    /// <exception cref="ArgumentException">Data and network do not fit each other; the message says why.</exception>
    public ValueTrainer(ValueData task, TrainingOptions options)
    {
        _task = task;
        BatchSize = (int)Math.Clamp(task.IsStream ? task.Steps / (4L * TNetwork.Shape.SequenceLength) : task.Steps, 1, options.BatchSize);
        _options = options;
        (Dataset training, _validation) = task.Data.Split((float)options.HeldOut, options.Seed);
        _training = (VectorDataset)training;
        _batches = _training.CreateBatches(TNetwork.Shape, BatchSize).Count;
        TNetwork network = TNetwork.Create(options.Seed);
        IOptimizer optimizer = Optimization.Optimizer(options, network.Parameters.Length);
        _trainer = new Trainer<TNetwork>(network, optimizer, BatchSize, options.MaxGradientNorm)
        {
            Threads = options.Threads,
            Regularization = options.Regularization,
        };
    }

    /// <summary>Sequences, or streams, that are trained together: fewer where there is not so much data.</summary>
    public int BatchSize { get; }

    /// <summary>The network.</summary>
    public TNetwork Network => _trainer.Network;

    /// <summary>Values of its parameters.</summary>
    public static long ParameterCount => TNetwork.Tensors.Sum(tensor => (long)tensor.Count);

    /// <summary>What a second of the machine can do; null where nobody has measured it.</summary>
    public double? PeakPerSecond { get; init; }

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; } = new();

    /// <summary>Whether the loss has become infinite or NaN, which ends a run.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Trains until the last epoch or until cancelled.</summary>
    /// <returns>What came of it; null where a step has led beyond all numbers.</returns>
    /// <exception cref="Serialization.ModelFormatException">The checkpoint is damaged, or one of another run.</exception>
    public TrainingReport? Run(TrainingReporter reporter, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        double peak = TrainingCost.PerStep<TNetwork>() / (PeakPerSecond * _options.Threads) ?? double.NaN;
        IMetric metric = _task.Metric(BatchSize);
        var course = new TrainingCourse(_options, History, _batches, peak)
        {
            MetricName = metric.Name,
            StepsPerTarget = TNetwork.Shape.SequenceLength / TNetwork.Shape.OutputSteps,
        };
        FitOptions fit = FitSettings.Of(_options, _batches) with
        {
            Validation = _validation,
            Loss = _task.Loss?.Invoke(BatchSize),
            Metrics = [metric],
            NormalizesInputs = _task.Normalizes,
            NormalizesTargets = _task.Normalizes,
            Texts = _task.Texts,
            Cancellation = stop.Token,
            OnStep = step => reporter.Step(course.Note(step)),
            OnEpoch = epoch =>
            {
                EpochRow row = course.Note(epoch);
                if (double.IsFinite(epoch.ValidationLoss))
                {
                    reporter.Epoch?.Invoke(row);
                    return;
                }

                HasDiverged = true;
                stop.Cancel();
            },
        };
        try
        {
            TrainingReport report = _trainer.Fit(_training, fit);
            course.Complete(report);
            HasDiverged |= report.Stopped == StopReason.TooManyBadSteps;
            return report;
        }
        catch (InvalidOperationException) when (!TensorPrimitives.IsFiniteAll<float>(Network.Parameters))
        {
            HasDiverged = true;
            return null;
        }
    }
}
