using System.Numerics;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>
/// Sums for sizes that are known when a program runs; compiled fully at once, as emitted kernels are.
/// </summary>
internal static class ColumnSums
{
    /// <summary>sums += Σ_k values[k] · weights[k, :]</summary>
    /// <param name="values">The first of <paramref name="terms"/> values.</param>
    /// <param name="terms">Rows of the weights.</param>
    /// <param name="weights">[terms, stride]</param>
    /// <param name="stride">Columns, a multiple of 16.</param>
    /// <param name="sums">The first of <paramref name="stride"/> sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ref float values, int terms, ref float weights, int stride, ref float sums)
    {
        int j = 0;
        for (; j + (4 * Vector<float>.Count) <= stride; j += 4 * Vector<float>.Count)
        {
            AccumulateFour(ref values, terms, ref Unsafe.Add(ref weights, j), stride, ref Unsafe.Add(ref sums, j));
        }

        for (; j < stride; j += Vector<float>.Count)
        {
            Vector<float> sum = Vector.LoadUnsafe(ref sums, (nuint)j);
            for (int k = 0; k < terms; k++)
            {
                sum = Vector.MultiplyAddEstimate(
                    Vector.LoadUnsafe(ref Unsafe.Add(ref weights, (nint)k * stride), (nuint)j),
                    new Vector<float>(Unsafe.Add(ref values, k)),
                    sum);
            }

            sum.StoreUnsafe(ref sums, (nuint)j);
        }
    }

    /// <summary>Four vectors of sums side by side, each in the same order as alone: one would wait for its own last product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateFour(ref float values, int terms, ref float weights, int stride, ref float sums)
    {
        nuint lanes = (nuint)Vector<float>.Count;
        Vector<float> sum0 = Vector.LoadUnsafe(ref sums);
        Vector<float> sum1 = Vector.LoadUnsafe(ref sums, lanes);
        Vector<float> sum2 = Vector.LoadUnsafe(ref sums, 2 * lanes);
        Vector<float> sum3 = Vector.LoadUnsafe(ref sums, 3 * lanes);
        for (int k = 0; k < terms; k++)
        {
            ref float row = ref Unsafe.Add(ref weights, (nint)k * stride);
            Vector<float> value = new(Unsafe.Add(ref values, k));
            sum0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row), value, sum0);
            sum1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row, lanes), value, sum1);
            sum2 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row, 2 * lanes), value, sum2);
            sum3 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row, 3 * lanes), value, sum3);
        }

        sum0.StoreUnsafe(ref sums);
        sum1.StoreUnsafe(ref sums, lanes);
        sum2.StoreUnsafe(ref sums, 2 * lanes);
        sum3.StoreUnsafe(ref sums, 3 * lanes);
    }
}
