using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class PhiloxTests
{
    // kat_vectors of Random123, philox4x32 10
    [Fact]
    public void The_words_are_those_of_Random123()
    {
        const uint Ones = uint.MaxValue;
        Assert.Equal((0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u), Philox.At(0, 0, 0, 0, key: 0));
        Assert.Equal((0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu), Philox.At(Ones, Ones, Ones, Ones, ulong.MaxValue));
        Assert.Equal(
            (0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u),
            Philox.At(0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, key: 0x299F31D0_A4093822));
    }
}
