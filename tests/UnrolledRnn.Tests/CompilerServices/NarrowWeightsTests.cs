using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class NarrowWeightsTests
{
    private const int FloatsPerPair = 32;
    private const int WordsPerPair = 16;

    public static TheoryData<uint> NotNumbers =>
        [0x7F800001, 0xFF800001, 0x7FBFFFFF, 0x7FC00000, 0xFFC00000, 0x7FFFFFFF, 0xFFFFFFFF];

    [Theory]
    [MemberData(nameof(NotNumbers))]
    public void A_NaN_stays_one_in_either_format_whatever_its_mantissa(uint bits)
    {
        foreach (uint half in Packed(WeightStorage.BFloat16, bits))
        {
            Assert.True(float.IsNaN(BitConverter.UInt32BitsToSingle(half << 16)));
        }

        foreach (uint half in Packed(WeightStorage.Float16, bits))
        {
            Assert.True(Half.IsNaN(BitConverter.UInt16BitsToHalf((ushort)half)));
        }
    }

    [Theory]
    [InlineData(0x3F808000, 0x3F80)] // halfway, the lower even
    [InlineData(0x3F818000, 0x3F82)] // halfway, the upper even
    [InlineData(0x3F808001, 0x3F81)]
    [InlineData(0x3F807FFF, 0x3F80)]
    [InlineData(0xBFFFFFFF, 0xC000)] // up into the next exponent
    [InlineData(0x00000001, 0x0000)]
    [InlineData(0x807FFFFF, 0x8080)] // the largest subnormal to the smallest normal
    [InlineData(0x80000000, 0x8000)]
    [InlineData(0x7F800000, 0x7F80)]
    [InlineData(0xFF800000, 0xFF80)]
    public void BFloat16_is_rounded_to_nearest_and_halves_to_even(uint bits, uint expected) =>
        Assert.All(Packed(WeightStorage.BFloat16, bits), half => Assert.Equal(expected, half));

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e6f)]
    public void Float16_holds_what_is_beyond_its_range_as_its_largest(float value)
    {
        uint largest = BitConverter.HalfToUInt16Bits(Half.MaxValue);
        Assert.All(Packed(WeightStorage.Float16, BitConverter.SingleToUInt32Bits(value)), half => Assert.Equal(largest, half));
        Assert.All(Packed(WeightStorage.Float16, BitConverter.SingleToUInt32Bits(-value)), half => Assert.Equal(largest | 0x8000, half));
    }

    /// <summary>The value at each place of a pair of cache lines.</summary>
    private static IEnumerable<uint> Packed(WeightStorage storage, uint bits)
    {
        NarrowWeights narrow = new(storage, WordsPerPair);
        float[] parameters = new float[FloatsPerPair];
        Array.Fill(parameters, BitConverter.UInt32BitsToSingle(bits));
        narrow.Begin();
        narrow.Pack(parameters, 0, 1, FloatsPerPair, 0, WordsPerPair);
        narrow.End();
        uint[] words = MemoryMarshal.CreateReadOnlySpan(ref narrow.Words, WordsPerPair).ToArray();
        return words.SelectMany(word => new[] { word & 0xFFFF, word >> 16 });
    }
}
