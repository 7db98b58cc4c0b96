using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Stores the first lanes of a vector and leaves what lies behind them alone. With a constant count, the JIT keeps only
/// the stores that it takes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PartialStore
{
    /// <summary>Stores the first lanes.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">Lanes to store, 0 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination, int count)
    {
        Vector256<float> rest = vector.GetLower();
        if ((count & 8) != 0)
        {
            rest.StoreUnsafe(ref destination);
            rest = vector.GetUpper();
        }

        Store(rest, ref Unsafe.Add(ref destination, count & 8), count & 7);
    }

    /// <summary>Stores the first lanes.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">Lanes to store, 0 to 7.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float destination, int count)
    {
        Vector128<float> rest = vector.GetLower();
        if ((count & 4) != 0)
        {
            rest.StoreUnsafe(ref destination);
            rest = vector.GetUpper();
        }

        Store(rest, ref Unsafe.Add(ref destination, count & 4), count & 3);
    }

    /// <summary>Stores the first lanes.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">Lanes to store, 0 to 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float destination, int count)
    {
        if ((count & 2) != 0)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), vector.AsUInt64().ToScalar());
        }

        if ((count & 1) != 0)
        {
            Unsafe.Add(ref destination, count & 2) = vector.GetElement(count & 2);
        }
    }
}
