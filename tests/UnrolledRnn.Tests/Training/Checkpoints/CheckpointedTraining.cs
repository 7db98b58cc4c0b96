using UnrolledRnn.CompilerServices;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Small trainings to be saved and continued.</summary>
internal static class CheckpointedTraining
{
    public const int BatchSize = 2;

    public static void Train(Trainer<ElmanTanh> trainer, ref SeededRandom random, long step)
    {
        trainer.Optimizer.LearningRate = new CosineSchedule(0.05f, 10).At(step);
        int seed = (int)(random.NextBits() >> 40);
        trainer.Train(
            TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize, seed),
            TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize, seed + 1));
        (trainer.Optimizer as NtAsgd)?.Observe(step);
    }

    /// <summary>A first step.</summary>
    public static void Train(Trainer<ElmanTanh> trainer)
    {
        var random = new SeededRandom(1);
        Train(trainer, ref random, step: 0);
    }

    public static Trainer<ElmanTanh> Trainer(string name, int seed)
    {
        var network = new ElmanTanh(seed);
        int count = network.Parameters.Length;
        IOptimizer optimizer = name switch
        {
            "Adam" => new Adam(count),
            "Adam:beta1" => new Adam(count, beta1: 0.5f),
            "Adam:groups" => new Adam(count) { Groups = ParameterGroups.Of(network).SetRate("rnn.*", 0.5f) },
            "AdamW" => new AdamW(count),
            "Sgd" => new Sgd(count, 0.1f, 0.9f, isNesterov: true),
            "RmsProp" => new RmsProp(count, momentum: 0.5f, isCentered: true),
            "Lion" => new Lion(count),
            "Asgd" => new Asgd(count, averagesAfter: 2),
            _ => new NtAsgd(count, 0.1f, patience: 1),
        };
        return new(network, optimizer, BatchSize, maxGradientNorm: 1);
    }
}
