using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Exhaustive;

/// <summary>One function on two widths beside its exact value.</summary>
internal sealed class ActivationCheck(
    string name,
    Func<Vector512<float>, Vector512<float>> on512,
    Func<Vector256<float>, Vector256<float>> on256,
    Func<double, double> exact)
{
    private const int BlockBits = 16;

    public string Name => name;

    public double UlpLimit { get; init; } = double.PositiveInfinity;

    public double AbsoluteLimit { get; init; } = double.PositiveInfinity;

    public float Lowest { get; init; } = float.NegativeInfinity;

    public float Highest { get; init; } = float.PositiveInfinity;

    public bool Holds(Findings findings) =>
        findings is { Differences: 0, WrongNaN: 0, BeyondRange: 0 }
        && findings.MaxUlp <= UlpLimit
        && findings.MaxAbsolute <= AbsoluteLimit;

    /// <summary>Checks the function at all floats, or at those of every <paramref name="stride"/>-th block of 2^16.</summary>
    public Findings Run(uint stride)
    {
        var all = new Findings();
        long blocks = (1L << (32 - BlockBits)) / stride;
        Parallel.For(
            0L,
            blocks,
            () => (
                Findings: new Findings(),
                Buffers: (float[][])[new float[1 << BlockBits], new float[1 << BlockBits], new float[1 << BlockBits]]),
            (block, _, local) =>
            {
                CheckBlock((uint)(block * stride) << BlockBits, local.Buffers, local.Findings);
                return local;
            },
            local =>
            {
                lock (all)
                {
                    all.Merge(local.Findings);
                }
            });
        return all;
    }

    private void CheckBlock(uint first, float[][] buffers, Findings findings)
    {
        (float[] xs, float[] wide, float[] narrow) = (buffers[0], buffers[1], buffers[2]);
        for (uint i = 0; i < xs.Length; i++)
        {
            xs[i] = BitConverter.UInt32BitsToSingle(first + i);
        }

        Map(xs, wide, on512);
        Map(xs, narrow, on256);
        for (int i = 0; i < xs.Length; i++)
        {
            findings.Compare(xs[i], exact, wide[i], Lowest, Highest);
            findings.CompareBits(wide[i], narrow[i]);
        }
    }

    private static void Map<TVector>(float[] xs, float[] ys, Func<TVector, TVector> function)
        where TVector : struct
    {
        Span<TVector> results = MemoryMarshal.Cast<float, TVector>(ys.AsSpan());
        ReadOnlySpan<TVector> arguments = MemoryMarshal.Cast<float, TVector>(xs.AsSpan());
        for (int i = 0; i < arguments.Length; i++)
        {
            results[i] = function(arguments[i]);
        }
    }
}
