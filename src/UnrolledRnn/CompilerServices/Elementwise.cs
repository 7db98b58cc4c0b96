using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>A function of one vector.</summary>
internal interface IUnaryOperation
{
    static abstract TVector Invoke<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>A function of two vectors.</summary>
internal interface IBinaryOperation
{
    static abstract TVector Invoke<TSimd, TVector>(TVector x, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>
/// Runs an operation over spans with the widest vectors there are. Every element gets the same arithmetic, the last ones too. The
/// loops are compiled fully at once, since what <c>Warmup</c> of a network has called is to be fast from then on.
/// </summary>
internal static class Elementwise
{
    /// <summary>values[i] ← f(values[i])</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TOperation>(Span<float> values)
        where TOperation : struct, IUnaryOperation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Unary<TOperation, Simd512, Vector512<float>>(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Unary<TOperation, Simd256, Vector256<float>>(values);
        }
        else
        {
            Unary<TOperation, Simd128, Vector128<float>>(values);
        }
    }

    /// <summary>y[i] ← f(x[i], y[i])</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TOperation>(
        ReadOnlySpan<float> x, Span<float> y, [CallerArgumentExpression(nameof(y))] string? parameterName = null)
        where TOperation : struct, IBinaryOperation
    {
        Throw.IfLengthDiffers(y.Length, x.Length, parameterName!);
        if (Vector512.IsHardwareAccelerated)
        {
            Binary<TOperation, Simd512, Vector512<float>>(x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Binary<TOperation, Simd256, Vector256<float>>(x, y);
        }
        else
        {
            Binary<TOperation, Simd128, Vector128<float>>(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unary<TOperation, TSimd, TVector>(Span<float> values)
        where TOperation : struct, IUnaryOperation
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref float v = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= values.Length - TSimd.Count; i += TSimd.Count)
        {
            TSimd.Store(TOperation.Invoke<TSimd, TVector>(TSimd.Load(ref v, i)), ref v, i);
        }

        if (i < values.Length)
        {
            Line rest = default;
            Span<float> padded = rest;
            values[i..].CopyTo(padded);
            ref float r = ref MemoryMarshal.GetReference(padded);
            TSimd.Store(TOperation.Invoke<TSimd, TVector>(TSimd.Load(ref r, 0)), ref r, 0);
            padded[..(values.Length - i)].CopyTo(values[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Binary<TOperation, TSimd, TVector>(ReadOnlySpan<float> xs, Span<float> ys)
        where TOperation : struct, IBinaryOperation
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref float x = ref MemoryMarshal.GetReference(xs);
        ref float y = ref MemoryMarshal.GetReference(ys);
        int i = 0;
        for (; i <= ys.Length - TSimd.Count; i += TSimd.Count)
        {
            TSimd.Store(TOperation.Invoke<TSimd, TVector>(TSimd.Load(ref x, i), TSimd.Load(ref y, i)), ref y, i);
        }

        if (i < ys.Length)
        {
            Line restX = default;
            Line restY = default;
            xs[i..].CopyTo(restX);
            ys[i..].CopyTo(restY);
            ref float paddedX = ref Unsafe.As<Line, float>(ref restX);
            ref float paddedY = ref Unsafe.As<Line, float>(ref restY);
            TSimd.Store(TOperation.Invoke<TSimd, TVector>(TSimd.Load(ref paddedX, 0), TSimd.Load(ref paddedY, 0)), ref paddedY, 0);
            ((Span<float>)restY)[..(ys.Length - i)].CopyTo(ys[i..]);
        }
    }

    /// <summary>Room for one vector of any width.</summary>
    [InlineArray(AlignedBuffer.FloatsPerLine)]
    private struct Line
    {
        private float _element;
    }
}
