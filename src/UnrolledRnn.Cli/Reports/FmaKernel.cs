using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Cli.Reports;

/// <summary>
/// Independent fused multiply-adds on the widest vectors, all in registers: as many as a core can do. The benchmarks compile this file
/// too.
/// </summary>
internal static class FmaKernel
{
    private const int Iterations = 1000;

    /// <summary>Multiply-adds of vectors in one <see cref="Run"/>.</summary>
    public const int Operations = Iterations * 24;

    /// <summary>Floats of a vector.</summary>
    public static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;

    /// <summary>Does them; returns a sum that depends on all.</summary>
    public static float Run() => Vector512.IsHardwareAccelerated ? Run512(0.5f, 0.25f) : Run256(0.5f, 0.25f);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(float factor, float other)
    {
        Vector512<float> x = Vector512.Create(factor), y = Vector512.Create(other);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        Vector512<float> i = y, j = y, k = y, l = y, m = y, n = y, o = y, p = y;
        Vector512<float> q = x, r = x, s = x, t = x, u = y, v = y, w = y, z = y;
        for (int count = Iterations; count > 0; count--)
        {
            a = Vector512.FusedMultiplyAdd(x, y, a);
            b = Vector512.FusedMultiplyAdd(x, y, b);
            c = Vector512.FusedMultiplyAdd(x, y, c);
            d = Vector512.FusedMultiplyAdd(x, y, d);
            e = Vector512.FusedMultiplyAdd(x, y, e);
            f = Vector512.FusedMultiplyAdd(x, y, f);
            g = Vector512.FusedMultiplyAdd(x, y, g);
            h = Vector512.FusedMultiplyAdd(x, y, h);
            i = Vector512.FusedMultiplyAdd(x, y, i);
            j = Vector512.FusedMultiplyAdd(x, y, j);
            k = Vector512.FusedMultiplyAdd(x, y, k);
            l = Vector512.FusedMultiplyAdd(x, y, l);
            m = Vector512.FusedMultiplyAdd(x, y, m);
            n = Vector512.FusedMultiplyAdd(x, y, n);
            o = Vector512.FusedMultiplyAdd(x, y, o);
            p = Vector512.FusedMultiplyAdd(x, y, p);
            q = Vector512.FusedMultiplyAdd(x, y, q);
            r = Vector512.FusedMultiplyAdd(x, y, r);
            s = Vector512.FusedMultiplyAdd(x, y, s);
            t = Vector512.FusedMultiplyAdd(x, y, t);
            u = Vector512.FusedMultiplyAdd(x, y, u);
            v = Vector512.FusedMultiplyAdd(x, y, v);
            w = Vector512.FusedMultiplyAdd(x, y, w);
            z = Vector512.FusedMultiplyAdd(x, y, z);
        }

        Vector512<float> sum = a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + z;
        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(float factor, float other)
    {
        Vector256<float> x = Vector256.Create(factor), y = Vector256.Create(other);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int count = Iterations * 2; count > 0; count--)
        {
            a = Vector256.FusedMultiplyAdd(x, y, a);
            b = Vector256.FusedMultiplyAdd(x, y, b);
            c = Vector256.FusedMultiplyAdd(x, y, c);
            d = Vector256.FusedMultiplyAdd(x, y, d);
            e = Vector256.FusedMultiplyAdd(x, y, e);
            f = Vector256.FusedMultiplyAdd(x, y, f);
            g = Vector256.FusedMultiplyAdd(x, y, g);
            h = Vector256.FusedMultiplyAdd(x, y, h);
            i = Vector256.FusedMultiplyAdd(x, y, i);
            j = Vector256.FusedMultiplyAdd(x, y, j);
            k = Vector256.FusedMultiplyAdd(x, y, k);
            l = Vector256.FusedMultiplyAdd(x, y, l);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
