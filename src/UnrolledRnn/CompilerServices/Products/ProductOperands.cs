using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>Where the three matrices of a product C += A B lie; A by rows or, transposed, by columns.</summary>
internal readonly ref struct ProductOperands
{
    private readonly ref float _a;
    private readonly ref float _b;
    private readonly ref float _c;

    public ProductOperands(ref float a, nint aRowStride, nint aDepthStride, ref float b, nint bStride, ref float c, nint cStride)
    {
        _a = ref a;
        _b = ref b;
        _c = ref c;
        ARowStride = aRowStride;
        ADepthStride = aDepthStride;
        BStride = bStride;
        CStride = cStride;
    }

    public nint ARowStride { get; }

    public nint ADepthStride { get; }

    public nint BStride { get; }

    public nint CStride { get; }

    /// <summary>The same product from a row and a column of C and a term of its sums on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProductOperands At(nint row, nint term, nint column) => new(
        ref Unsafe.Add(ref _a, (row * ARowStride) + (term * ADepthStride)),
        ARowStride,
        ADepthStride,
        ref Unsafe.Add(ref _b, (term * BStride) + column),
        BStride,
        ref Unsafe.Add(ref _c, (row * CStride) + column),
        CStride);

    public ref float A => ref _a;

    public ref float B => ref _b;

    public ref float C => ref _c;
}
