using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Where the batches of an epoch begin in their streams: a function of the seed, the epoch and the number of the batch.</summary>
internal sealed class StreamWindows
{
    private const int LeastSteps = 5;
    private const double Deviation = 5;
    private const double HalfProbability = 0.05;

    /// <summary>The last word of the counter, which no dropout mask of the same seed has.</summary>
    private const uint Purpose = uint.MaxValue;

    private readonly WindowLengths _lengths;
    private readonly long _streamLength;
    private readonly int _mostSteps;
    private readonly int _leastSteps;
    private readonly int[] _starts;

    /// <summary>Prepares epochs.</summary>
    /// <param name="lengths">How long batches are.</param>
    /// <param name="streamLength">Steps of a stream.</param>
    /// <param name="steps">T.</param>
    public StreamWindows(WindowLengths lengths, long streamLength, int steps)
    {
        _lengths = lengths;
        _streamLength = streamLength;
        _mostSteps = steps;
        _leastSteps = Math.Min(LeastSteps, steps);
        int least = lengths == WindowLengths.Random ? _leastSteps : steps;
        _starts = lengths == WindowLengths.Fixed ? [] : new int[checked((int)(((streamLength + least - 1) / least) + 1))];
        Begin(seed: 0, epoch: 0);
    }

    /// <summary>Throws unless a value is one of those there are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static WindowLengths Checked(WindowLengths value, string name) => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Expected one of {nameof(WindowLengths)}, got {value}.");

    /// <summary>Batches of the epoch.</summary>
    public int Count { get; private set; }

    /// <summary>Draws an epoch.</summary>
    public void Begin(long seed, long epoch)
    {
        if (_lengths == WindowLengths.Fixed)
        {
            Count = checked((int)((_streamLength + _mostSteps - 1) / _mostSteps));
            return;
        }

        Count = 0;
        for (long start = 0; start < _streamLength; start += Draw(seed, epoch, Count - 1))
        {
            _starts[Count++] = (int)start;
        }
    }

    /// <summary>The first step of a batch, in its streams.</summary>
    public long StartOf(int batch) => _lengths == WindowLengths.Fixed ? (long)batch * _mostSteps : _starts[batch];

    /// <summary>The steps of a batch.</summary>
    public int StepsOf(int batch) =>
        _lengths == WindowLengths.Fixed ? _mostSteps
        : (int)((batch + 1 < Count ? _starts[batch + 1] : _streamLength) - _starts[batch]);

    private int Draw(long seed, long epoch, int batch)
    {
        if (_lengths == WindowLengths.RandomStart && batch > 0)
        {
            return _mostSteps;
        }

        (uint w0, uint w1, uint w2, _) = Philox.At((uint)batch, (uint)epoch, (uint)(epoch >> 32), Purpose, (ulong)seed);
        if (_lengths == WindowLengths.RandomStart)
        {
            return 1 + (int)(((ulong)w0 * (uint)_mostSteps) >> 32);
        }

        double mean = w0 * (1.0 / (1L << 32)) < HalfProbability ? _mostSteps / 2 : _mostSteps;
        double uniform = (((((ulong)w1 << 32) | w2) >> 12) + 0.5) * (1.0 / (1UL << 52));
        return Math.Clamp((int)(mean + (Deviation * NormalQuantile.At(uniform))), _leastSteps, _mostSteps);
    }
}
