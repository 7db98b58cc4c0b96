using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>What a step of a network takes.</summary>
/// <param name="Forward">Nanoseconds of a step within a pass over a sequence.</param>
/// <param name="AtPlaces">Nanoseconds of a step by itself, with the state at each multiple of 8 bytes in a cache line.</param>
/// <param name="AllocatedBytes">Bytes allocated by all steps.</param>
internal sealed record StepTimes(double Forward, IReadOnlyList<double> AtPlaces, long AllocatedBytes)
{
    /// <summary>Places of a state: multiples of 8 bytes in a cache line.</summary>
    public const int Places = 8;

    private const int FloatsPerPlace = 2;
    private const int FloatsPerLine = Places * FloatsPerPlace;
    private const int Rounds = 15;

    // As long as a turn must be for the clock, which ticks every 20 to 100 ns.
    private static readonly TimeSpan s_turn = TimeSpan.FromMicroseconds(300);

    /// <summary>The shortest step.</summary>
    public double Best => AtPlaces.Min();

    /// <summary>What the worst place of a state costs: its time divided by that of the best.</summary>
    public double WorstPlace => AtPlaces.Max() / Best;

    /// <summary>Measures a network: medians of rounds in which each place has its turn.</summary>
    public static StepTimes Measure(CompiledSteps code)
    {
        float[] inputs = [.. Enumerable.Range(0, MeasuredNetwork.SequenceLength).Select(i => MathF.Sin(i * 0.3f))];
        float[] outputs = new float[MeasuredNetwork.SequenceLength];
        float[] memory = GC.AllocateArray<float>(code.StateSize + (2 * FloatsPerLine), pinned: true);
        int start = FirstOfLine(memory);
        int steps = Fitting(count => code.Steps(code.Instance, inputs, outputs, State(0), count));
        int passes = Fitting(count => code.Passes(code.Instance, inputs, outputs, State(0), count));
        List<double> forward = [];
        List<double>[] atPlaces = [.. Enumerable.Range(0, Places).Select(_ => new List<double>())];
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            forward.Add(Time(code.Passes, 0, passes) / MeasuredNetwork.SequenceLength);
            for (int place = 0; place < Places; place++)
            {
                atPlaces[place].Add(Time(code.Steps, place, steps));
            }
        }

        return new StepTimes(Median(forward), [.. atPlaces.Select(Median)], allocated);

        Span<float> State(int place) => memory.AsSpan(start + (place * FloatsPerPlace), code.StateSize);

        double Time(Delegate loop, int place, int count)
        {
            Span<float> state = State(place);
            state.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long begun = Stopwatch.GetTimestamp();
            if (loop is StepLoop one)
            {
                one(code.Instance, inputs, outputs, state, count);
            }
            else
            {
                ((PassLoop)loop)(code.Instance, inputs, outputs, state, count);
            }

            double nanoseconds = Stopwatch.GetElapsedTime(begun).TotalNanoseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            return nanoseconds / count;
        }
    }

    /// <summary>How often something is repeated for a turn, found by doing so.</summary>
    private static int Fitting(Action<int> repeat)
    {
        // What the first call compiles counts for nothing.
        repeat(1);
        for (int count = 16; ; count *= 2)
        {
            long begun = Stopwatch.GetTimestamp();
            repeat(count);
            if (Stopwatch.GetElapsedTime(begun) > s_turn)
            {
                return count;
            }
        }
    }

    /// <summary>The value that half of some lie below.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int FirstOfLine(float[] pinned)
    {
        const nint Line = FloatsPerLine * sizeof(float);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        return (int)((Line - (address % Line)) % Line / sizeof(float));
    }
}
