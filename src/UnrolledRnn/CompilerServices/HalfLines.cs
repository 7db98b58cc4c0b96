using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Vectors of 512 bits that memory holds from one step to the next, by halves. A load finds what a store of 256 bits has written before the
/// cache has it, wherever that lies; what a store of 512 bits has written it waits for, unless that lies at a multiple of 32 bytes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HalfLines
{
    /// <summary>Loads a vector.</summary>
    /// <param name="source">Where it is counted from.</param>
    /// <param name="offset">Floats from there to the vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint offset) => Vector512.Create(
        Vector256.LoadUnsafe(ref source, offset), Vector256.LoadUnsafe(ref source, offset + (nuint)Vector256<float>.Count));

    /// <summary>Stores a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="destination">Where it is counted from.</param>
    /// <param name="offset">Floats from there to the vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination, nuint offset)
    {
        vector.GetLower().StoreUnsafe(ref destination, offset);
        vector.GetUpper().StoreUnsafe(ref destination, offset + (nuint)Vector256<float>.Count);
    }
}
