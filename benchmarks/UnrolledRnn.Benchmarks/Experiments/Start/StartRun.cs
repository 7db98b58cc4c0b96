using UnrolledRnn.CompilerServices;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>A network that was trained from some start.</summary>
/// <param name="Losses">Before each update.</param>
/// <param name="ReachBefore">The <see cref="GradientReach"/> of the new network.</param>
/// <param name="ReachAfter">That of the trained one.</param>
internal sealed record StartRun(double[] Losses, double[] ReachBefore, double[] ReachAfter)
{
    private const string HiddenToHidden = "rnn.weight_hh_l0";
    private const int HeldOutChunk = 1_000_000;

    /// <summary>The loss at the end: the mean of the last hundred.</summary>
    public double FinalLoss => Losses.TakeLast(100).Average();

    /// <summary>Trains a network.</summary>
    /// <param name="network">The network, as it starts.</param>
    /// <param name="task">What it is to learn.</param>
    /// <param name="updates">How often its parameters move.</param>
    public static StartRun Train<TNetwork, TStep>(TNetwork network, ITask task, int updates)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
        where TStep : class, ITokenSequenceNetwork<TStep>
    {
        double[] before = Reach();
        var optimizer = new Adam(network.Parameters.Length, task.LearningRate);
        var trainer = new Trainer<TNetwork>(network, optimizer, task.BatchSize, maxGradientNorm: 1);
        double[] losses = new double[updates];
        for (int i = 0; i < updates; i++)
        {
            (int[] tokens, int[] targets, bool beginsAnew) = task.Chunk(i);
            if (beginsAnew)
            {
                trainer.ResetStates();
            }

            losses[i] = trainer.Train(tokens, targets);
        }

        return new StartRun(losses, before, Reach());

        double[] Reach()
        {
            (int[] tokens, int[] targets, _) = task.Chunk(HeldOutChunk);
            return GradientReach.Measure<TNetwork, TStep>(network, tokens, targets.AsSpan(^task.BatchSize..));
        }
    }

    /// <summary>Replaces W_hh by values uniform in ±1/√H, as PyTorch's.</summary>
    public static TNetwork WithRandomHidden<TNetwork>(TNetwork network, int seed)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ParameterTensor tensor = TNetwork.Tensors[HiddenToHidden];
        var random = new SeededRandom(seed);
        double bound = 1 / Math.Sqrt(tensor.Rows);
        float[] values = [.. Enumerable.Range(0, tensor.Count).Select(_ => (float)(bound * ((2 * random.NextDouble()) - 1)))];
        tensor.CopyFrom(values, network.Parameters);
        return network;
    }
}
