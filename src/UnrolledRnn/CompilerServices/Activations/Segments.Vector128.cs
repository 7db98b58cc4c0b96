using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace UnrolledRnn.CompilerServices;

/// <content>Tables on 128 bits, by a lookup of bytes.</content>
internal static partial class Segments
{
    /// <summary>The places of the bytes of the entries that indices number.</summary>
    /// <param name="index">The indices; bits above those of the last entry do not count.</param>
    /// <param name="last">The last entry, 7 or 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> BytesOf(Vector128<int> index, int last) =>
        (((index & Vector128.Create(last)) * Vector128.Create(0x04040404)) + Vector128.Create(0x03020100)).AsByte();

    /// <summary>Entries of a table of sixteen.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="table">Where the table begins.</param>
    /// <param name="bytes">The places of their bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lookup(ref float tables, int table, Vector128<byte> bytes) =>
        AdvSimd.Arm64.VectorTableLookupExtension(
            AdvSimd.Arm64.VectorTableLookupExtension(
                AdvSimd.Arm64.VectorTableLookupExtension(
                    AdvSimd.Arm64.VectorTableLookup(Vector128.LoadUnsafe(ref tables, (nuint)table).AsByte(), bytes),
                    Vector128.LoadUnsafe(ref tables, (nuint)table + 4).AsByte(),
                    bytes - Vector128.Create((byte)16)),
                Vector128.LoadUnsafe(ref tables, (nuint)table + 8).AsByte(),
                bytes - Vector128.Create((byte)32)),
            Vector128.LoadUnsafe(ref tables, (nuint)table + 12).AsByte(),
            bytes - Vector128.Create((byte)48)).AsSingle();

    /// <summary>Entries among the first eight of a table.</summary>
    /// <inheritdoc cref="Lookup(ref float, int, Vector128{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LookupOfEight(ref float tables, int table, Vector128<byte> bytes) =>
        AdvSimd.Arm64.VectorTableLookupExtension(
            AdvSimd.Arm64.VectorTableLookup(Vector128.LoadUnsafe(ref tables, (nuint)table).AsByte(), bytes),
            Vector128.LoadUnsafe(ref tables, (nuint)table + 4).AsByte(),
            bytes - Vector128.Create((byte)16)).AsSingle();
}
