using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>How a network is trained.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the training part.</summary>
    public required int Epochs { get; init; }

    /// <summary>Sequences trained together.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The rule that moves the parameters.</summary>
    public OptimizerKind Optimizer { get; init; }

    /// <summary>The highest learning rate.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>How the learning rate goes on.</summary>
    public ScheduleKind Schedule { get; init; }

    /// <summary>Steps in which the learning rate rises; null for what the schedule has.</summary>
    public int? WarmUp { get; init; }

    /// <summary>The optimizer's weight decay.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>The norm to which larger gradients are scaled down.</summary>
    public float MaxGradientNorm { get; init; } = 1;

    /// <summary>What keeps the network from learning the data by heart; null for nothing.</summary>
    public Regularization? Regularization { get; init; }

    /// <summary>How many steps of the network a step of training on a text takes.</summary>
    public WindowLengths WindowLengths { get; init; }

    /// <summary>Epochs without a lower validation loss after which a run stops; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>Draws the first parameters.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads that share the work.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The last part of the data that is held out of training.</summary>
    public double HeldOut { get; init; } = 0.1;

    /// <summary>The checkpoint that is written behind each epoch and when a run is cancelled; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps behind which a checkpoint is written too, or null.</summary>
    public int? CheckpointSteps { get; init; }

    /// <summary>Whether the run goes on where the checkpoint ends.</summary>
    public bool Resume { get; init; }
}
