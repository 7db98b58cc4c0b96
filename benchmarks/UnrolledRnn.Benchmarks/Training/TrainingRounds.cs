using UnrolledRnn.Benchmarks.Latency;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Rounds in which each candidate has its turn, so that what disturbs the machine disturbs all alike.</summary>
internal static class TrainingRounds
{
    /// <summary>How often every candidate warms up: the runtime compiles a method twice, the second time by what it has seen.</summary>
    private const int WarmUps = 3;

    /// <summary>How long a warm-up takes at most.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);

    /// <summary>Warms all up and measures them.</summary>
    /// <param name="candidates">What is measured.</param>
    /// <param name="rounds">How often each has its turn.</param>
    /// <param name="others">What else has a turn in every round, or null.</param>
    public static void Run(IReadOnlyList<UpdateTimes> candidates, int rounds, Action? others = null)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            foreach (UpdateTimes candidate in candidates)
            {
                candidate.WarmUp(s_warmUp);
            }

            Thread.Sleep(MeasurementPlan.CompilationPause);
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (UpdateTimes candidate in candidates)
            {
                candidate.Measure();
            }

            others?.Invoke();
        }
    }
}
