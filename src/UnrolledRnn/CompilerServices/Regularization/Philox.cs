using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Philox4x32-10, random bits that are a function of a counter and a key (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3,
/// 2011): whoever needs the bits of a place computes them, in any order and on any thread.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;

    /// <summary>The four words for a counter of four words and a key of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint Word0, uint Word1, uint Word2, uint Word3) At(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = 0xD2511F53UL * c0;
            ulong second = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(second >> 32) ^ c1 ^ k0, (uint)second, (uint)(first >> 32) ^ c3 ^ k1, (uint)first);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return (c0, c1, c2, c3);
    }
}
