using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh x as x P(x²) / Q(x²) of degrees 5 and 4, a minimax fit with an absolute error below 5.7e-5, and sigmoid x as a half and half of
/// tanh x/2: the same operations, all rounded alike, on every width with a fused multiply-add, and so the same bits.
/// </summary>
/// <remarks>
/// At the bound the quotient is 1 to the last bit, and below it is less: beyond, x is taken for the bound. The square is bounded apart, so
/// that nothing waits for x, and x is multiplied into the terms of P, so that nothing waits for P: a short chain counts as much as few
/// operations, because the processor has only so many of them waiting at a time. The leading coefficient of Q is 1; those of the sigmoid
/// are those of tanh with powers of 2 for what half of x and half of the result make of them.
/// </remarks>
internal static partial class RationalTanh
{
    /// <summary>The magnitude from which the result is ±1.</summary>
    public const float Bound = 5.2398767f;

    // Where a function has its constants.
    private const int Highest = 0;
    private const int Lowest = ActivationTables.Constant;
    private const int HighestSquare = 2 * ActivationTables.Constant;
    private const int P0 = 3 * ActivationTables.Constant;
    private const int P1 = 4 * ActivationTables.Constant;
    private const int P2 = 5 * ActivationTables.Constant;
    private const int Q0 = 6 * ActivationTables.Constant;
    private const int Q1 = 7 * ActivationTables.Constant;

    /// <summary>Floats of the constants of a function.</summary>
    public const int Length = 8 * ActivationTables.Constant;

    /// <summary>P, from the constant term on.</summary>
    private static ReadOnlySpan<float> Numerator => [80.62164f, 8.137471f, 0.050952386f];

    /// <summary>Q, from the constant term on, without the leading 1.</summary>
    private static ReadOnlySpan<float> Denominator => [80.64131f, 34.96254f];

    /// <summary>Writes the constants of f(x) = scale · tanh(scale · x), each for all lanes.</summary>
    /// <param name="constants">Its part of the tables.</param>
    /// <param name="scale">1, or a power of 2.</param>
    public static void Write(Span<float> constants, float scale)
    {
        float bound = Bound / scale;
        ActivationTables.Fill(constants, Highest, bound);
        ActivationTables.Fill(constants, Lowest, -bound);
        ActivationTables.Fill(constants, HighestSquare, bound * bound);
        float square = scale * scale;
        ActivationTables.Fill(constants, P0, Numerator[0] / square);
        ActivationTables.Fill(constants, P1, Numerator[1]);
        ActivationTables.Fill(constants, P2, Numerator[2] * square);
        ActivationTables.Fill(constants, Q0, Denominator[0] / (square * square));
        ActivationTables.Fill(constants, Q1, Denominator[1] / square);
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Volatile.ReadBarrier();
        Vector512<float> bounded = Vector512.MaxNative(
            Vector512.Create(Unsafe.Add(ref tables, Function + Lowest)),
            Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function);
    }

    /// <summary>y tanh x, with y multiplied into x: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Volatile.ReadBarrier();
        Vector512<float> bounded = Vector512.MaxNative(
            Vector512.Create(Unsafe.Add(ref tables, Function + Lowest)),
            Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, Function + Highest)), x));
        return Quotient(x, bounded * y, ref tables, Function);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalSigmoid;
        Volatile.ReadBarrier();
        Vector512<float> bounded = Vector512.MaxNative(
            Vector512.Create(Unsafe.Add(ref tables, Function + Lowest)),
            Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function) + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.Half));
    }

    /// <summary>multiple · P(x²) / Q(x²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quotient(Vector512<float> x, Vector512<float> multiple, ref float tables, int function)
    {
        Vector512<float> s = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, function + HighestSquare)), x * x);
        Vector512<float> p = Vector512.FusedMultiplyAdd(
            s, Vector512.Create(Unsafe.Add(ref tables, function + P2)), Vector512.Create(Unsafe.Add(ref tables, function + P1)));
        Vector512<float> numerator = Vector512.FusedMultiplyAdd(
            p, multiple * s, multiple * Vector512.Create(Unsafe.Add(ref tables, function + P0)));
        return numerator / Vector512.FusedMultiplyAdd(
            s + Vector512.Create(Unsafe.Add(ref tables, function + Q1)), s, Vector512.Create(Unsafe.Add(ref tables, function + Q0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Volatile.ReadBarrier();
        Vector256<float> bounded = Vector256.MaxNative(
            Vector256.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector256.MinNative(Vector256.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        const int Function = ActivationTables.RationalTanh;
        Volatile.ReadBarrier();
        Vector256<float> bounded = Vector256.MaxNative(
            Vector256.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector256.MinNative(Vector256.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded * y, ref tables, Function);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        const int Function = ActivationTables.RationalSigmoid;
        Volatile.ReadBarrier();
        Vector256<float> bounded = Vector256.MaxNative(
            Vector256.LoadUnsafe(ref tables, (nuint)(Function + Lowest)),
            Vector256.MinNative(Vector256.LoadUnsafe(ref tables, (nuint)(Function + Highest)), x));
        return Quotient(x, bounded, ref tables, Function) + Vector256.LoadUnsafe(ref tables, ActivationTables.Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quotient(Vector256<float> x, Vector256<float> multiple, ref float tables, int function)
    {
        Vector256<float> s = Vector256.MinNative(Vector256.LoadUnsafe(ref tables, (nuint)(function + HighestSquare)), x * x);
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            s, Vector256.LoadUnsafe(ref tables, (nuint)(function + P2)), Vector256.LoadUnsafe(ref tables, (nuint)(function + P1)));
        Vector256<float> numerator = Vector256.FusedMultiplyAdd(
            p, multiple * s, multiple * Vector256.LoadUnsafe(ref tables, (nuint)(function + P0)));
        return numerator / Vector256.FusedMultiplyAdd(
            s + Vector256.LoadUnsafe(ref tables, (nuint)(function + Q1)), s, Vector256.LoadUnsafe(ref tables, (nuint)(function + Q0)));
    }
}
