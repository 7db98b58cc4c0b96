using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>The optimizer and the schedule that options ask for.</summary>
internal static class Optimization
{
    private const float SgdMomentum = 0.9f;

    /// <summary>The last rate of a cosine as a part of its peak.</summary>
    private const float FinalFraction = 0.02f;

    /// <summary>A rate that suits most networks.</summary>
    public static float UsualRate(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd => 0.1f,
        OptimizerKind.RmsProp => 1e-3f,
        OptimizerKind.Lion => 4e-4f,
        OptimizerKind.NtAsgd => 10,
        _ => 4e-3f,
    };

    /// <summary>The usual decay; none where it would be a part of the gradient.</summary>
    public static float UsualDecay(OptimizerKind kind) => kind is OptimizerKind.AdamW or OptimizerKind.Lion ? 0.01f : 0;

    /// <summary>The optimizer of some parameters.</summary>
    public static IOptimizer Optimizer(TrainingOptions options, int parameters) => options.Optimizer switch
    {
        OptimizerKind.Adam => new Adam(parameters, options.LearningRate, weightDecay: options.WeightDecay),
        OptimizerKind.Sgd => new Sgd(parameters, options.LearningRate, SgdMomentum, weightDecay: options.WeightDecay),
        OptimizerKind.RmsProp => new RmsProp(parameters, options.LearningRate, weightDecay: options.WeightDecay),
        OptimizerKind.NtAsgd => new NtAsgd(parameters, options.LearningRate, weightDecay: options.WeightDecay),
        OptimizerKind.Lion => new Lion(parameters, options.LearningRate, weightDecay: options.WeightDecay),
        _ => new AdamW(parameters, options.LearningRate, weightDecay: options.WeightDecay),
    };

    /// <summary>The learning rate of each step.</summary>
    /// <param name="options">The options.</param>
    /// <param name="steps">Steps of the whole run.</param>
    public static ISchedule Schedule(TrainingOptions options, long steps)
    {
        float rate = options.LearningRate;
        return options.Schedule switch
        {
            // Its own warm-up and that of the option are one.
            ScheduleKind.Cosine when options.WarmUp is int warmUp =>
                new CosineSchedule(rate, steps, Math.Min((float)warmUp / steps, 0.999f), FinalFraction),
            ScheduleKind.Cosine => new CosineSchedule(rate, steps),
            ScheduleKind.OneCycle when options.WarmUp is > 0 and int rise =>
                new OneCycleSchedule(rate, steps, Math.Min((float)rise / steps, 1)),
            ScheduleKind.OneCycle => new OneCycleSchedule(rate, steps),
            ScheduleKind.Plateau => new ReduceOnPlateau(rate, factor: 0.5f, patience: 2),
            _ when options.WarmUp is > 0 and int begin => new WarmUpSchedule(new ConstantSchedule(rate), begin),
            _ => new ConstantSchedule(rate),
        };
    }
}
