using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class PartialStoreTests
{
    private const float Untouched = -1;

    public static TheoryData<int> CountsOf512 => [.. Enumerable.Range(0, 16)];

    public static TheoryData<int> CountsOf256 => [.. Enumerable.Range(0, 8)];

    public static TheoryData<int> CountsOf128 => [.. Enumerable.Range(0, 4)];

    [Theory]
    [MemberData(nameof(CountsOf512))]
    public void The_first_lanes_of_512_bits_are_stored_and_nothing_behind_them(int count)
    {
        float[] lanes = Lanes(16);
        float[] destination = Destination();

        PartialStore.Store(Vector512.Create<float>(lanes), ref destination[0], count);

        Check(lanes, count, destination);
    }

    [Theory]
    [MemberData(nameof(CountsOf256))]
    public void The_first_lanes_of_256_bits_are_stored_and_nothing_behind_them(int count)
    {
        float[] lanes = Lanes(8);
        float[] destination = Destination();

        PartialStore.Store(Vector256.Create<float>(lanes), ref destination[0], count);

        Check(lanes, count, destination);
    }

    [Theory]
    [MemberData(nameof(CountsOf128))]
    public void The_first_lanes_of_128_bits_are_stored_and_nothing_behind_them(int count)
    {
        float[] lanes = Lanes(4);
        float[] destination = Destination();

        PartialStore.Store(Vector128.Create<float>(lanes), ref destination[0], count);

        Check(lanes, count, destination);
    }

    private static float[] Lanes(int count) => [.. Enumerable.Range(1, count).Select(i => (float)i)];

    private static float[] Destination() => [.. Enumerable.Repeat(Untouched, 32)];

    private static void Check(float[] lanes, int count, float[] destination) =>
        Assert.Equal([.. lanes[..count], .. Enumerable.Repeat(Untouched, destination.Length - count)], destination);
}
