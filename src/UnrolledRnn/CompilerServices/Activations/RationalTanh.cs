using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh x as x P(x²) / Q(x²) of degrees 7 and 6, a minimax fit with an absolute error below 1.8e-6, and sigmoid x as a half and half of
/// tanh x/2: the same operations, all rounded alike, on every width with a fused multiply-add, and so the same bits.
/// </summary>
/// <remarks>
/// At the bound the quotient is 1 to the last bit, and below it is less: beyond, x is taken for the bound. The square is bounded apart, so
/// that nothing waits for x. All coefficients are divided by 128, so that the numerator of y tanh x is below y; those of the sigmoid
/// are those of tanh with powers of 2 for what half of x and half of the result make of them.
/// </remarks>
internal static partial class RationalTanh
{
    /// <summary>The magnitude from which the result is ±1.</summary>
    public const float Bound = 7.4359584f;

    // Where a function has its constants, each a line.
    private const int Line = ActivationTables.Line;
    private const int Highest = 0;
    private const int Lowest = Line;
    private const int HighestSquare = 2 * Line;
    private const int P0 = 3 * Line;
    private const int P1 = 4 * Line;
    private const int P2 = 5 * Line;
    private const int P3 = 6 * Line;
    private const int Q0 = 7 * Line;
    private const int Q1 = 8 * Line;
    private const int Q2 = 9 * Line;
    private const int Q3 = 10 * Line;

    /// <summary>Lines of the constants of a function.</summary>
    public const int Lines = 11;

    /// <summary>P, from the constant term on.</summary>
    private static ReadOnlySpan<float> Numerator =>
        [0.9999929142f / 128, 0.1223587477f / 128, 2.218705863e-3f / 128, 3.662915822e-6f / 128];

    /// <summary>Q, from the constant term on.</summary>
    private static ReadOnlySpan<float> Denominator =>
        [1f / 128, 0.4556686879f / 128, 2.079780205e-2f / 128, 1.361027337e-4f / 128];

    /// <summary>Writes the constants of f(x) = scale · tanh(scale · x), each for all lanes.</summary>
    /// <param name="table">Its lines.</param>
    /// <param name="scale">1, or a power of 2.</param>
    public static void Write(Span<float> table, float scale)
    {
        float bound = Bound / scale;
        Fill(table[Highest..], bound);
        Fill(table[Lowest..], -bound);
        Fill(table[HighestSquare..], bound * bound);
        float power = 1;
        for (int i = 0; i < Numerator.Length; i++, power *= scale * scale)
        {
            Fill(table[(P0 + (i * Line))..], scale * scale * power * Numerator[i]);
            Fill(table[(Q0 + (i * Line))..], power * Denominator[i]);
        }
    }

    private static void Fill(Span<float> table, float value) => table[..Line].Fill(value);

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        Vector512<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector512<float> p, out Vector512<float> q);
        return bounded * p / q;
    }

    /// <summary>y tanh x, with y multiplied into the numerator: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        Vector512<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector512<float> p, out Vector512<float> q);
        return bounded * y * p / q;
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        Vector512<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalSigmoid), out Vector512<float> p, out Vector512<float> q);
        return (bounded * p / q) + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.Half));
    }

    /// <summary>The bounded x, P(x²) and Q(x²), from the constants of a function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Terms(Vector512<float> x, ref float constants, out Vector512<float> p, out Vector512<float> q)
    {
        Volatile.ReadBarrier();
        Vector512<float> s = Vector512.MinNative(Vector512.LoadUnsafe(ref constants, HighestSquare), x * x);
        Vector512<float> s2 = s * s;
        p = Vector512.FusedMultiplyAdd(
            Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref constants, P3), Vector512.LoadUnsafe(ref constants, P2)),
            s2,
            Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref constants, P1), Vector512.LoadUnsafe(ref constants, P0)));
        q = Vector512.FusedMultiplyAdd(
            Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref constants, Q3), Vector512.LoadUnsafe(ref constants, Q2)),
            s2,
            Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref constants, Q1), Vector512.LoadUnsafe(ref constants, Q0)));
        return Vector512.MaxNative(
            Vector512.LoadUnsafe(ref constants, Lowest), Vector512.MinNative(Vector512.LoadUnsafe(ref constants, Highest), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        Vector256<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector256<float> p, out Vector256<float> q);
        return bounded * p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        Vector256<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalTanh), out Vector256<float> p, out Vector256<float> q);
        return bounded * y * p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        Vector256<float> bounded = Terms(
            x, ref Unsafe.Add(ref tables, ActivationTables.RationalSigmoid), out Vector256<float> p, out Vector256<float> q);
        return (bounded * p / q) + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.Half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Terms(Vector256<float> x, ref float constants, out Vector256<float> p, out Vector256<float> q)
    {
        Volatile.ReadBarrier();
        Vector256<float> s = Vector256.MinNative(Vector256.LoadUnsafe(ref constants, HighestSquare), x * x);
        Vector256<float> s2 = s * s;
        p = Vector256.FusedMultiplyAdd(
            Vector256.FusedMultiplyAdd(s, Vector256.LoadUnsafe(ref constants, P3), Vector256.LoadUnsafe(ref constants, P2)),
            s2,
            Vector256.FusedMultiplyAdd(s, Vector256.LoadUnsafe(ref constants, P1), Vector256.LoadUnsafe(ref constants, P0)));
        q = Vector256.FusedMultiplyAdd(
            Vector256.FusedMultiplyAdd(s, Vector256.LoadUnsafe(ref constants, Q3), Vector256.LoadUnsafe(ref constants, Q2)),
            s2,
            Vector256.FusedMultiplyAdd(s, Vector256.LoadUnsafe(ref constants, Q1), Vector256.LoadUnsafe(ref constants, Q0)));
        return Vector256.MaxNative(
            Vector256.LoadUnsafe(ref constants, Lowest), Vector256.MinNative(Vector256.LoadUnsafe(ref constants, Highest), x));
    }
}
