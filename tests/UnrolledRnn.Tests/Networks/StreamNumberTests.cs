using System.Runtime.InteropServices;

namespace UnrolledRnn.Tests.Networks;

/// <summary>Some of many streams by their numbers; their bits are compared with those of single steps in the random families.</summary>
public sealed class StreamNumberTests
{
    private const int Streams = 9;

    private readonly WarmupTests.Wide _network = new(seed: 1);
    private readonly WarmupTests.Wide.State[] _states = new WarmupTests.Wide.State[Streams];

    [Theory]
    [InlineData(-1)]
    [InlineData(Streams)]
    public void A_number_of_no_state_is_named_and_no_stream_moves(int wrong)
    {
        int[] numbers = [0, 1, 2, 3, 4, wrong];

        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => _network.StepMany(new float[6], new float[6], _states, numbers));

        Assert.Equal("streams", exception.ParamName);
        Assert.Equal(wrong, exception.ActualValue);
        AssertUnmoved();
    }

    [Fact]
    public void Numbers_are_as_many_as_the_inputs() =>
        Expect.LengthError("streams", 4, 3, () => _network.StepMany(new float[4], new float[4], _states, [0, 1, 2]));

    [Fact]
    public void No_number_is_no_step()
    {
        _network.StepMany([], [], _states, []);

        AssertUnmoved();
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] values = new float[Streams];
        int[] numbers = [8, 1, 2, 7, 4, 4, 6, 3, 0];
        _network.Warmup();

        Assert.Equal(0, Allocation.Of(() => _network.StepMany(values, values, _states, numbers)));
    }

    private void AssertUnmoved() =>
        Assert.All(MemoryMarshal.AsBytes<WarmupTests.Wide.State>(_states).ToArray(), one => Assert.Equal(0, one));
}
