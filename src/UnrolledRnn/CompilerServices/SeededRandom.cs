using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Random numbers that depend on nothing but their seed: whole-number arithmetic (SplitMix64) and IEEE operations with
/// one defined result, so that every platform draws the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SeededRandom
{
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Any number; different seeds give unrelated sequences.</param>
    public SeededRandom(long seed)
    {
        _state = (ulong)seed;
    }

    /// <summary>Where the sequence is: <c>new SeededRandom((long)state)</c> goes on with it.</summary>
    public readonly ulong State => _state;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in (0, 1), never either end: an odd multiple of 2^-53.</summary>
    public double NextDouble() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Normally distributed with mean 0 and variance 1.</summary>
    public double NextGaussian() => NormalQuantile.At(NextDouble());
}
