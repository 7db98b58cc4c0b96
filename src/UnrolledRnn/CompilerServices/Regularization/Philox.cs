using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Philox4x32-10, random bits that are a function of a counter and a key (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3,
/// 2011): whoever needs the bits of a place computes them, in any order and on any thread.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint FirstFactor = 0xD2511F53;
    private const uint SecondFactor = 0xCD9E8D57;
    private const uint FirstStep = 0x9E3779B9;
    private const uint SecondStep = 0xBB67AE85;

    /// <summary>The four words for a counter of four words and a key of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint Word0, uint Word1, uint Word2, uint Word3) At(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstFactor * c0;
            ulong second = (ulong)SecondFactor * c2;
            (c0, c1, c2, c3) = ((uint)(second >> 32) ^ c1 ^ k0, (uint)second, (uint)(first >> 32) ^ c3 ^ k1, (uint)first);
            k0 += FirstStep;
            k1 += SecondStep;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>
    /// The words of four counters that differ in their first word, which is one more from each to the next: those of the first and the
    /// second counter, and those of the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<uint> First, Vector256<uint> Second) AtFour(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        // A counter in each 64 bits, of which the products read the lower half alone.
        Vector256<ulong> v0 = Vector256.Create(c0, c0 + 1, c0 + 2, (ulong)(c0 + 3));
        Vector256<ulong> v1 = Vector256.Create((ulong)c1);
        Vector256<ulong> v2 = Vector256.Create((ulong)c2);
        Vector256<ulong> v3 = Vector256.Create((ulong)c3);
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> first = Avx2.Multiply(v0.AsUInt32(), Vector256.Create(FirstFactor));
            Vector256<ulong> second = Avx2.Multiply(v2.AsUInt32(), Vector256.Create(SecondFactor));
            (v0, v1, v2, v3) = (
                (second >>> 32) ^ v1 ^ Vector256.Create((ulong)k0), second, (first >>> 32) ^ v3 ^ Vector256.Create((ulong)k1), first);
            k0 += FirstStep;
            k1 += SecondStep;
        }

        Vector256<ulong> lower = Pairs(v0, v1);
        Vector256<ulong> upper = Pairs(v2, v3);
        Vector256<ulong> even = Avx2.UnpackLow(lower, upper);
        Vector256<ulong> odd = Avx2.UnpackHigh(lower, upper);
        return (Avx2.Permute2x128(even, odd, 0x20).AsUInt32(), Avx2.Permute2x128(even, odd, 0x31).AsUInt32());
    }

    /// <summary>The lower halves of both, beside each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Pairs(Vector256<ulong> first, Vector256<ulong> second) =>
        (first & Vector256.Create((ulong)uint.MaxValue)) | (second << 32);
}
