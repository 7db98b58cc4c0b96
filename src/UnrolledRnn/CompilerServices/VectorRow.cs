using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Short rows of whole cache lines, for which a call of a library would cost more than the work. The last may be half a line: that of a
/// panel where vectors have 128 bits.
/// </summary>
internal static class VectorRow
{
    /// <summary>row = 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(ref float row, int length)
    {
        int i = 0;
        for (; i <= length - AlignedBuffer.FloatsPerLine; i += AlignedBuffer.FloatsPerLine)
        {
            Store(default, ref row, i);
        }

        if (i < length)
        {
            Vector256<float>.Zero.StoreUnsafe(ref row, (nuint)i);
        }
    }

    /// <summary>row = source</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float row, int length)
    {
        int i = 0;
        for (; i <= length - AlignedBuffer.FloatsPerLine; i += AlignedBuffer.FloatsPerLine)
        {
            Store(Load(ref source, i), ref row, i);
        }

        if (i < length)
        {
            LoadHalf(ref source, i).StoreUnsafe(ref row, (nuint)i);
        }
    }

    /// <summary>row = a + b, which may be the row itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float a, ref float b, ref float row, int length)
    {
        int i = 0;
        for (; i <= length - AlignedBuffer.FloatsPerLine; i += AlignedBuffer.FloatsPerLine)
        {
            Store(Load(ref a, i) + Load(ref b, i), ref row, i);
        }

        if (i < length)
        {
            (LoadHalf(ref a, i) + LoadHalf(ref b, i)).StoreUnsafe(ref row, (nuint)i);
        }
    }

    // Without registers of 512 bits these are pairs of narrower ones.
    private static Vector512<float> Load(ref float source, int offset) => Vector512.LoadUnsafe(ref source, (nuint)offset);

    private static Vector256<float> LoadHalf(ref float source, int offset) => Vector256.LoadUnsafe(ref source, (nuint)offset);

    private static void Store(Vector512<float> vector, ref float target, int offset) => vector.StoreUnsafe(ref target, (nuint)offset);
}
