using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class HalfLinesTests
{
    private const int Lanes = 16;
    private const int Offset = 3;

    private static float[] Numbered => [.. Enumerable.Range(1, Offset + Lanes + 1).Select(i => (float)i)];

    [Fact]
    public void A_vector_is_loaded_lane_by_lane_in_order()
    {
        float[] source = Numbered;

        Assert.Equal(Vector512.Create<float>(source.AsSpan(Offset)), HalfLines.Load(ref source[0], Offset));
    }

    [Fact]
    public void A_vector_is_stored_in_order_and_nothing_beside_it()
    {
        float[] destination = new float[Offset + Lanes + 1];

        HalfLines.Store(Vector512.Create<float>(Numbered), ref destination[0], Offset);

        Assert.Equal([0, 0, 0, .. Numbered[..Lanes], 0], destination);
    }
}
