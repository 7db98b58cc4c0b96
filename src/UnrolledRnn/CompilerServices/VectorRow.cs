using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Short rows of whole panels, of every width a multiple of 8, for which a call of a library would cost more than the work. Where
/// registers are narrower, a vector is several of them.
/// </summary>
internal static class VectorRow
{
    /// <summary>row = 0</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(ref float row, int length)
    {
        int i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            default(Vector512<float>).StoreUnsafe(ref row, (nuint)i);
        }

        if (i < length)
        {
            default(Vector256<float>).StoreUnsafe(ref row, (nuint)i);
        }
    }

    /// <summary>row = source</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float row, int length)
    {
        int i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref row, (nuint)i);
        }

        if (i < length)
        {
            Vector256.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref row, (nuint)i);
        }
    }

    /// <summary>row = a + b, which may be the row itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float a, ref float b, ref float row, int length)
    {
        int i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512.LoadUnsafe(ref a, (nuint)i) + Vector512.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref row, (nuint)i);
        }

        if (i < length)
        {
            (Vector256.LoadUnsafe(ref a, (nuint)i) + Vector256.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref row, (nuint)i);
        }
    }
}
