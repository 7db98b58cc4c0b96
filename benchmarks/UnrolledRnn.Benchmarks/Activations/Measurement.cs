using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>Latency, throughput and error of one candidate.</summary>
internal static class Measurement<TCandidate>
    where TCandidate : struct, ICandidate
{
    private const int ChainLength = 20_000;
    private const int Passes = 400;

    /// <summary>
    /// Floats that the throughput runs over: in the first-level cache, and more than what one call can overlap with the next.
    /// </summary>
    private const int Floats = 1024;

    private const uint SampleStride = 10007;

    private static readonly AlignedBuffer _buffer = new(Floats);

    public static double Latency512() => Cycles.PerOperation(() => Chain512(Vector512.Create(0.8f)), ChainLength);

    public static double Latency256() => Cycles.PerOperation(() => Chain256(Vector256.Create(0.8f)), ChainLength);

    public static double Throughput512()
    {
        FillBuffer();
        return Cycles.PerOperation(() => Map512(_buffer.Span), Passes * (long)(Floats / 16));
    }

    public static double Throughput256()
    {
        FillBuffer();
        return Cycles.PerOperation(() => Map256(_buffer.Span), Passes * (long)(Floats / 8));
    }

    /// <summary>The largest error in units of the last place, and the largest absolute error, at some 400 000 floats.</summary>
    public static (double Ulp, double Absolute) MaxErrors()
    {
        (double maxUlp, double maxAbsolute) = (0, 0);
        for (ulong bits = 0; bits <= uint.MaxValue; bits += SampleStride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (float.IsNaN(x))
            {
                continue;
            }

            float result = TCandidate.Has256
                ? TCandidate.Invoke(Vector256.Create(x)).ToScalar()
                : TCandidate.Invoke(Vector512.Create(x)).ToScalar();
            double exact = TCandidate.Exact(x);
            double error = Math.Abs(exact - result);
            float nearest = MathF.Abs((float)exact);
            maxUlp = Math.Max(maxUlp, error / ((double)MathF.BitIncrement(nearest) - nearest));
            maxAbsolute = Math.Max(maxAbsolute, error);
        }

        return (maxUlp, maxAbsolute);
    }

    private static void FillBuffer()
    {
        var random = new Random(1);
        foreach (ref float x in _buffer.Span)
        {
            x = (random.NextSingle() * 8) - 4;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Chain512(Vector512<float> x)
    {
        for (int i = 0; i < ChainLength; i++)
        {
            x = TCandidate.Invoke(x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Chain256(Vector256<float> x)
    {
        for (int i = 0; i < ChainLength; i++)
        {
            x = TCandidate.Invoke(x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Map512(Span<float> values)
    {
        Span<Vector512<float>> vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] = TCandidate.Invoke(vectors[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Map256(Span<float> values)
    {
        Span<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] = TCandidate.Invoke(vectors[i]);
            }
        }
    }
}
