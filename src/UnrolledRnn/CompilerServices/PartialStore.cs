using System.ComponentModel;
using System.Numerics;
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
    /// <param name="count">Lanes to store; all where it is more than there are, none where it is not above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, ref float destination, int count)
    {
        if (count >= Vector<float>.Count)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = vector[i];
        }
    }

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

        ref float tail = ref Unsafe.Add(ref destination, count & 4);
        if ((count & 2) != 0)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref tail), rest.AsUInt64().ToScalar());
        }

        if ((count & 1) != 0)
        {
            Unsafe.Add(ref tail, count & 2) = rest.GetElement(count & 2);
        }
    }
}
