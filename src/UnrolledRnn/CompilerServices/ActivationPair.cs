using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The functions of <see cref="Activation"/> of two vectors at a time, to the same bits. With 16 registers, constants and tables are
/// operands in memory, and kernels that read their weights there too are bound by loads: here each is loaded once for both vectors. The
/// operations on both alternate, so that a constant needs its register for a moment only. Each function is one body, because the JIT
/// inlines only so many methods into one; what the steps are for stands where they are of one vector.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationPair
{
    /// <summary><see cref="Activation.Sigmoid(Vector256{float}, ref float)"/> of two vectors.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">The other x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> OfX, Vector256<float> OfY) Sigmoid(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        if (!Avx2.IsSupported || !Fma.IsSupported)
        {
            return (Activation.Sigmoid(x, ref tables), Activation.Sigmoid(y, ref tables));
        }

        Volatile.ReadBarrier();
        Vector256<float> highest = Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidHighest);
        Vector256<float> lowest = Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidLowest);
        x = Vector256.MaxNative(lowest, Vector256.MinNative(highest, x));
        y = Vector256.MaxNative(lowest, Vector256.MinNative(highest, y));
        Vector256<float> inverse = Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeInverseLn2);
        Vector256<float> shift = Vector256.LoadUnsafe(ref tables, ActivationTables.RoundingShift);
        Vector256<float> shiftedX = Vector256.FusedMultiplyAdd(x, inverse, shift);
        Vector256<float> shiftedY = Vector256.FusedMultiplyAdd(y, inverse, shift);
        Vector256<float> nX = shiftedX - shift;
        Vector256<float> nY = shiftedY - shift;
        Vector256<float> ln2 = Vector256.LoadUnsafe(ref tables, ActivationTables.Ln2);
        Vector256<float> rX = Vector256.FusedMultiplyAdd(nX, ln2, x);
        Vector256<float> rY = Vector256.FusedMultiplyAdd(nY, ln2, y);
        Vector256<float> error = Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeLn2Error);
        Vector256<float> lossX = Vector256.FusedMultiplyAdd(nX, error, rX);
        Vector256<float> lossY = Vector256.FusedMultiplyAdd(nY, error, rY);
        Vector256<float> c3 = Vector256.LoadUnsafe(ref tables, ActivationTables.ExponentialC3);
        Vector256<float> c2 = Vector256.LoadUnsafe(ref tables, ActivationTables.NegativeExponentialC2);
        lossX = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(rX, c3, c2), rX * rX, lossX);
        lossY = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(rY, c3, c2), rY * rY, lossY);
        Vector256<float> powers = Vector256.LoadUnsafe(ref tables, ActivationTables.NegativePowersOfTwo);
        Vector256<float> powerX = Power(powers, shiftedX);
        Vector256<float> powerY = Power(powers, shiftedY);
        Vector256<float> scale = Vector256.LoadUnsafe(ref tables, ActivationTables.SigmoidScale);
        return (
            scale / Vector256.FusedMultiplyAdd(powerX, lossX, scale - powerX),
            scale / Vector256.FusedMultiplyAdd(powerY, lossY, scale - powerY));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> Power(Vector256<float> powers, Vector256<float> shifted) =>
            (Avx2.PermuteVar8x32(powers, shifted.AsInt32()).AsInt32() + (shifted.AsInt32() << DividedSigmoid.ExponentShift)).AsSingle();
    }

    /// <summary><see cref="Activation.Tanh(Vector256{float}, ref float)"/> of two vectors.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">The other x.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> OfX, Vector256<float> OfY) Tanh(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        if (!Avx2.IsSupported || !Fma.IsSupported)
        {
            return (Activation.Tanh(x, ref tables), Activation.Tanh(y, ref tables));
        }

        Volatile.ReadBarrier();
        Vector256<float> bound = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhBound);
        Vector256<float> magnitudeBits = Vector256.LoadUnsafe(ref tables, ActivationTables.MagnitudeBits);
        Vector256<float> dX = Vector256.MinNative(bound, x & magnitudeBits);
        Vector256<float> dY = Vector256.MinNative(bound, y & magnitudeBits);
        Vector256<float> offset = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhOffset);
        Vector256<float> sumX = dX + offset;
        Vector256<float> sumY = dY + offset;
        Vector256<int> indexX = sumX.AsInt32() >>> SegmentedTanh.IndexShift;
        Vector256<int> indexY = sumY.AsInt32() >>> SegmentedTanh.IndexShift;
        Vector256<float> bit3X = (sumX.AsInt32() << (28 - SegmentedTanh.IndexShift)).AsSingle();
        Vector256<float> bit3Y = (sumY.AsInt32() << (28 - SegmentedTanh.IndexShift)).AsSingle();
        Vector256<float> edgeBits = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhEdgeBits);
        dX -= (sumX & edgeBits) - offset;
        dY -= (sumY & edgeBits) - offset;
        Vector256<float> d2X = dX * dX;
        Vector256<float> d2Y = dY * dY;
        (Vector256<float> c4X, Vector256<float> c4Y) = Segments.Lookup(ref tables, ActivationTables.TanhC45, indexX, indexY, bit3X, bit3Y);
        Vector256<float> curveX = Vector256.FusedMultiplyAdd((c4X.AsInt32() << SegmentedTanh.C5Shift).AsSingle(), dX, c4X);
        Vector256<float> curveY = Vector256.FusedMultiplyAdd((c4Y.AsInt32() << SegmentedTanh.C5Shift).AsSingle(), dY, c4Y);
        (Vector256<float> c3X, Vector256<float> c3Y) = Segments.Lookup(ref tables, ActivationTables.TanhC3, indexX, indexY, bit3X, bit3Y);
        (Vector256<float> c2X, Vector256<float> c2Y) = Segments.Lookup(ref tables, ActivationTables.TanhC2, indexX, indexY, bit3X, bit3Y);
        curveX = Vector256.FusedMultiplyAdd(curveX, d2X, Vector256.FusedMultiplyAdd(c3X, dX, c2X));
        curveY = Vector256.FusedMultiplyAdd(curveY, d2Y, Vector256.FusedMultiplyAdd(c3Y, dY, c2Y));
        (Vector256<float> c0X, Vector256<float> c0Y) = Segments.Lookup(ref tables, ActivationTables.TanhC0, indexX, indexY, bit3X, bit3Y);
        Vector256<float> one = Vector256.LoadUnsafe(ref tables, ActivationTables.One);
        Vector256<float> lineX = Vector256.FusedMultiplyAdd(Fma.MultiplyAddNegated(c0X, c0X, one), dX, c0X);
        Vector256<float> lineY = Vector256.FusedMultiplyAdd(Fma.MultiplyAddNegated(c0Y, c0Y, one), dY, c0Y);
        Vector256<float> sign = Vector256.LoadUnsafe(ref tables, ActivationTables.SignBit);
        return (
            Vector256.FusedMultiplyAdd(curveX, d2X, lineX) ^ (x & sign),
            Vector256.FusedMultiplyAdd(curveY, d2Y, lineY) ^ (y & sign));
    }

    /// <summary><see cref="Activation.TanhTimes(Vector256{float}, Vector256{float}, ref float)"/> of two vectors.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">The other x.</param>
    /// <param name="factorOfX">What tanh x is multiplied with, of a magnitude below 2^124.</param>
    /// <param name="factorOfY">What tanh y is multiplied with, of a magnitude below 2^124.</param>
    /// <param name="tables">The first of <see cref="ActivationTables.Length"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> OfX, Vector256<float> OfY) TanhTimes(
        Vector256<float> x, Vector256<float> y, Vector256<float> factorOfX, Vector256<float> factorOfY, ref float tables)
    {
        if (!Avx2.IsSupported || !Fma.IsSupported)
        {
            return (Activation.TanhTimes(x, factorOfX, ref tables), Activation.TanhTimes(y, factorOfY, ref tables));
        }

        Volatile.ReadBarrier();
        Vector256<float> bound = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhBound);
        Vector256<float> magnitudeBits = Vector256.LoadUnsafe(ref tables, ActivationTables.MagnitudeBits);
        Vector256<float> dX = Vector256.MinNative(bound, x & magnitudeBits);
        Vector256<float> dY = Vector256.MinNative(bound, y & magnitudeBits);
        Vector256<float> offset = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhOffset);
        Vector256<float> sumX = dX + offset;
        Vector256<float> sumY = dY + offset;
        Vector256<int> indexX = sumX.AsInt32() >>> SegmentedTanh.IndexShift;
        Vector256<int> indexY = sumY.AsInt32() >>> SegmentedTanh.IndexShift;
        Vector256<float> bit3X = (sumX.AsInt32() << (28 - SegmentedTanh.IndexShift)).AsSingle();
        Vector256<float> bit3Y = (sumY.AsInt32() << (28 - SegmentedTanh.IndexShift)).AsSingle();
        Vector256<float> edgeBits = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhEdgeBits);
        dX -= (sumX & edgeBits) - offset;
        dY -= (sumY & edgeBits) - offset;
        Vector256<float> d2X = dX * dX;
        Vector256<float> d2Y = dY * dY;
        (Vector256<float> c4X, Vector256<float> c4Y) = Segments.Lookup(ref tables, ActivationTables.TanhC45, indexX, indexY, bit3X, bit3Y);
        Vector256<float> curveX = Vector256.FusedMultiplyAdd((c4X.AsInt32() << SegmentedTanh.C5Shift).AsSingle(), dX, c4X);
        Vector256<float> curveY = Vector256.FusedMultiplyAdd((c4Y.AsInt32() << SegmentedTanh.C5Shift).AsSingle(), dY, c4Y);
        (Vector256<float> c3X, Vector256<float> c3Y) = Segments.Lookup(ref tables, ActivationTables.TanhC3, indexX, indexY, bit3X, bit3Y);
        (Vector256<float> c2X, Vector256<float> c2Y) = Segments.Lookup(ref tables, ActivationTables.TanhC2, indexX, indexY, bit3X, bit3Y);
        curveX = Vector256.FusedMultiplyAdd(curveX, d2X, Vector256.FusedMultiplyAdd(c3X, dX, c2X));
        curveY = Vector256.FusedMultiplyAdd(curveY, d2Y, Vector256.FusedMultiplyAdd(c3Y, dY, c2Y));
        (Vector256<float> c0X, Vector256<float> c0Y) = Segments.Lookup(ref tables, ActivationTables.TanhC0, indexX, indexY, bit3X, bit3Y);
        Vector256<float> sign = Vector256.LoadUnsafe(ref tables, ActivationTables.SignBit);
        factorOfX ^= x & sign;
        factorOfY ^= y & sign;
        Vector256<float> one = Vector256.LoadUnsafe(ref tables, ActivationTables.One);
        Vector256<float> lineX = Vector256.FusedMultiplyAdd(Fma.MultiplyAddNegated(c0X, c0X, one), dX * factorOfX, c0X * factorOfX);
        Vector256<float> lineY = Vector256.FusedMultiplyAdd(Fma.MultiplyAddNegated(c0Y, c0Y, one), dY * factorOfY, c0Y * factorOfY);
        return (
            Vector256.FusedMultiplyAdd(curveX, d2X * factorOfX, lineX),
            Vector256.FusedMultiplyAdd(curveY, d2Y * factorOfY, lineY));
    }
}
