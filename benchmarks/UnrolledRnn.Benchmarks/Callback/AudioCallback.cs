using System.Diagnostics;
using System.Runtime.CompilerServices;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Benchmarks.Callback;

/// <summary>
/// What an audio driver does: it asks for a block of samples, over and over, and each must be there before the next is asked for. The
/// model that plays may be another at any call.
/// </summary>
internal sealed class AudioCallback(RecurrentModel first)
{
    /// <summary>Samples of a block.</summary>
    public const int BlockSize = 64;

    private const double SampleRate = 48_000;

    private static readonly double s_ticksPerSleep = Stopwatch.Frequency * 1.1e-3;
    private static readonly double s_ticksPerBlock = Stopwatch.Frequency * BlockSize / SampleRate;

    private readonly float[] _block = new float[BlockSize];
    private volatile RecurrentModel _model = first;

    /// <summary>The model that plays; set from another thread.</summary>
    public RecurrentModel Model
    {
        get => _model;
        set => _model = value;
    }

    /// <summary>Plays in real time.</summary>
    /// <param name="ticks">The time that each block took, overwritten.</param>
    /// <returns>
    /// Bytes that the thread allocated, and blocks that began when the next was asked for already: something else held the thread.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Bytes, int Late) Play(Span<long> ticks)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        double due = Stopwatch.GetTimestamp() + s_ticksPerBlock;
        int late = 0;
        for (int i = 0; i < ticks.Length; i++)
        {
            Wait(due);
            long start = Stopwatch.GetTimestamp();
            late += start - due > s_ticksPerBlock ? 1 : 0;
            Record(i);
            _model.Forward(_block, _block);
            long now = Stopwatch.GetTimestamp();
            ticks[i] = now - start;

            // After a miss, a driver goes on with the block that is asked for by then.
            due = Math.Max(due + s_ticksPerBlock, now);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - allocated, late);
    }

    /// <summary>Whether a block took longer than it lasts.</summary>
    public static bool IsMissed(long ticks) => ticks > s_ticksPerBlock;

    /// <summary>Gives the processor to others until shortly before the block is due.</summary>
    private static void Wait(double due)
    {
        if (due - Stopwatch.GetTimestamp() > s_ticksPerSleep)
        {
            Thread.Sleep(1);
        }

        while (Stopwatch.GetTimestamp() < due)
        {
            Thread.SpinWait(1);
        }
    }

    /// <summary>A block from the instrument.</summary>
    private void Record(int number)
    {
        for (int i = 0; i < _block.Length; i++)
        {
            _block[i] = MathF.Sin(0.05f * ((number * BlockSize) + i)) * 0.3f;
        }
    }
}
