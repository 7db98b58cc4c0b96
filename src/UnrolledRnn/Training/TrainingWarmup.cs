using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Passes of training ahead of the first that counts. The JIT compiles most of what training calls hastily at first and, once it has been
/// called often and nothing new has been for a tenth of a second, again: until then a pass of a small network takes ten times as long.
/// </summary>
public static class TrainingWarmup
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(3);

    /// <summary>Twice and a half what the JIT waits for before it counts calls.</summary>
    private static readonly TimeSpan s_steady = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Trains a network of zeros beside that of a trainer on vectors, with its batch size, threads and regularisation and with Adam, until
    /// passes become no faster: about a second, three at most. Nothing of the trainer changes.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <exception cref="InvalidOperationException">The outputs are probabilities, which are trained on classes.</exception>
    public static void Warmup<TNetwork>(this Trainer<TNetwork> trainer)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Trainer<TNetwork> other = Beside(trainer);
        float[] inputs = new float[TNetwork.Shape.SequenceLength * trainer.BatchSize * TNetwork.Shape.InputSize];
        float[] targets = new float[other.OutputCount];
        Repeat(() => other.Train(inputs, targets));
    }

    /// <summary>The same on tokens.</summary>
    /// <inheritdoc cref="Warmup{TNetwork}(Trainer{TNetwork})"/>
    /// <exception cref="InvalidOperationException">The network does not give logits.</exception>
    public static void WarmupOnTokens<TNetwork>(this Trainer<TNetwork> trainer)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        Trainer<TNetwork> other = Beside(trainer);
        int[] tokens = new int[TNetwork.Shape.SequenceLength * trainer.BatchSize];
        int[] targets = new int[TNetwork.Shape.OutputSteps * trainer.BatchSize];
        Repeat(() => other.Train(tokens, targets));
    }

    private static Trainer<TNetwork> Beside<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        TNetwork network = TNetwork.CreateEmpty();
        return new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), trainer.BatchSize, trainer.MaxGradientNorm)
        {
            Threads = trainer.Threads,
            Recomputes = trainer.Recomputes,
            Regularization = trainer.Regularization,
        };
    }

    /// <summary>Repeats a pass until none of a while has been clearly faster than those before.</summary>
    private static void Repeat(Action pass)
    {
        long start = Stopwatch.GetTimestamp();
        long steadySince = start;
        TimeSpan fastest = TimeSpan.MaxValue;
        do
        {
            long begun = Stopwatch.GetTimestamp();
            pass();
            TimeSpan taken = Stopwatch.GetElapsedTime(begun);
            if (taken < 0.9 * fastest)
            {
                steadySince = Stopwatch.GetTimestamp();
                fastest = taken;
            }
        }
        while (RuntimeFeature.IsDynamicCodeCompiled
            && Stopwatch.GetElapsedTime(steadySince) < s_steady && Stopwatch.GetElapsedTime(start) < s_most);
    }
}
