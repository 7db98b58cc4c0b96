using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Transposes a matrix by squares of eight: eight rows at a time, which the first cache holds even where rows lie as far apart as
/// its sets repeat, and of them a cache line's columns.
/// </summary>
internal static class TransposeKernel
{
    private const int Block = AlignedBuffer.FloatsPerLine;
    private const int Lanes = 8;

    /// <summary>destination[c, r] = source[r, c]; the destination has room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Matrix source, Matrix destination)
    {
        int wholeRows = Avx.IsSupported ? source.Rows / Lanes * Lanes : 0;
        int wholeColumns = Avx.IsSupported ? source.Columns / Lanes * Lanes : 0;
        for (int column = 0; column < wholeColumns; column += Block)
        {
            int columnEnd = Math.Min(column + Block, wholeColumns);
            for (int row = 0; row < wholeRows; row += Lanes)
            {
                for (int c = column; c < columnEnd; c += Lanes)
                {
                    TransposeSquare(
                        ref Unsafe.Add(ref MemoryMarshal.GetReference(source.Row(row)), c),
                        source.Stride,
                        ref Unsafe.Add(ref MemoryMarshal.GetReference(destination.Row(c)), row),
                        destination.Stride);
                }
            }
        }

        TransposeScalars(source, destination, 0, wholeRows, wholeColumns);
        TransposeScalars(source, destination, wholeRows, source.Rows, 0);
    }

    /// <summary>Eight rows of eight floats: pairs of rows, pairs of pairs, then halves of vectors change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector256<float> r0 = Vector256.LoadUnsafe(ref source);
        Vector256<float> r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector256<float> r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector256<float> r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        Vector256<float> r4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 4 * sourceStride));
        Vector256<float> r5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 5 * sourceStride));
        Vector256<float> r6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 6 * sourceStride));
        Vector256<float> r7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 7 * sourceStride));
        (Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3) = TransposeQuarters(r0, r1, r2, r3);
        (Vector256<float> b0, Vector256<float> b1, Vector256<float> b2, Vector256<float> b3) = TransposeQuarters(r4, r5, r6, r7);
        const byte LowHalves = 0x20;
        const byte HighHalves = 0x31;
        Avx.Permute2x128(a0, b0, LowHalves).StoreUnsafe(ref destination);
        Avx.Permute2x128(a1, b1, LowHalves).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx.Permute2x128(a2, b2, LowHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx.Permute2x128(a3, b3, LowHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
        Avx.Permute2x128(a0, b0, HighHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 4 * destinationStride));
        Avx.Permute2x128(a1, b1, HighHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 5 * destinationStride));
        Avx.Permute2x128(a2, b2, HighHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 6 * destinationStride));
        Avx.Permute2x128(a3, b3, HighHalves).StoreUnsafe(ref Unsafe.Add(ref destination, 7 * destinationStride));
    }

    /// <summary>Transposes both 4 × 4 halves of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> C0, Vector256<float> C1, Vector256<float> C2, Vector256<float> C3) TransposeQuarters(
        Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3)
    {
        const byte FirstPairs = 0x44;
        const byte SecondPairs = 0xEE;
        Vector256<float> low01 = Avx.UnpackLow(r0, r1);
        Vector256<float> high01 = Avx.UnpackHigh(r0, r1);
        Vector256<float> low23 = Avx.UnpackLow(r2, r3);
        Vector256<float> high23 = Avx.UnpackHigh(r2, r3);
        return (
            Avx.Shuffle(low01, low23, FirstPairs), Avx.Shuffle(low01, low23, SecondPairs),
            Avx.Shuffle(high01, high23, FirstPairs), Avx.Shuffle(high01, high23, SecondPairs));
    }

    /// <summary>Rows of a range, from a column on: what is left over from squares, or all without vectors of 256 bits.</summary>
    private static void TransposeScalars(Matrix source, Matrix destination, int row, int rowEnd, int firstColumn)
    {
        for (int rowBlock = row; rowBlock < rowEnd; rowBlock += Block)
        {
            int blockEnd = Math.Min(rowBlock + Block, rowEnd);
            for (int column = firstColumn; column < source.Columns; column++)
            {
                Span<float> target = destination.Row(column);
                for (int r = rowBlock; r < blockEnd; r++)
                {
                    target[r] = source[r, column];
                }
            }
        }
    }
}
