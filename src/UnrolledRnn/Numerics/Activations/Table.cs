using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// Sixteen floats, or eight of them twice. A type and no field: the JIT makes a constant in memory of it, which needs no allocation
/// and no initialisation.
/// </summary>
internal interface ITable
{
    static abstract Vector512<float> Entries { get; }
}

/// <summary>Tables of eight entries.</summary>
internal static class Table
{
    /// <summary>Eight entries and the same again, for 512-bit permutations to find them by three bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Twice(float e0, float e1, float e2, float e3, float e4, float e5, float e6, float e7) =>
        Vector512.Create(e0, e1, e2, e3, e4, e5, e6, e7, e0, e1, e2, e3, e4, e5, e6, e7);
}
