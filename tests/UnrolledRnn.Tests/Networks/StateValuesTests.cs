namespace UnrolledRnn.Tests.Networks;

/// <summary>What a loop that runs for hours asks of its states.</summary>
public class StateValuesTests
{
    /// <remarks>NaN of either sign, and the infinities.</remarks>
    [Theory]
    [InlineData(0x7FC00000)]
    [InlineData(0xFFC00000)]
    [InlineData(0x7F800000)]
    [InlineData(0xFF800000)]
    public void A_value_that_is_no_number_is_found_wherever_it_stands(uint bits)
    {
        float bad = BitConverter.UInt32BitsToSingle(bits);
        for (int length = 0; length < 70; length++)
        {
            float[] states = TestData.Floats(length);
            Assert.True(StateValues.IsFinite(states));
            for (int i = 0; i < length; i++)
            {
                float good = states[i];
                states[i] = bad;
                Assert.False(StateValues.IsFinite(states));
                states[i] = good;
            }
        }
    }

    [Fact]
    public void The_largest_numbers_are_finite() =>
        Assert.True(StateValues.IsFinite([.. Enumerable.Repeat(float.MaxValue, 37), .. Enumerable.Repeat(float.MinValue, 37)]));

    [Fact]
    public void Subnormal_values_become_zero_and_others_stay()
    {
        float smallest = BitConverter.UInt32BitsToSingle(0x00800000);
        float largestSubnormal = BitConverter.UInt32BitsToSingle(0x007FFFFF);
        foreach (int length in (int[])[1, 7, 16, 33])
        {
            float[] states =
            [
                .. Enumerable.Range(0, length).SelectMany(
                    _ => (float[])[float.Epsilon, -largestSubnormal, smallest, -smallest, 1, 0, float.PositiveInfinity]),
            ];

            StateValues.FlushSubnormals(states);

            Assert.Equal(
                Enumerable.Range(0, length).SelectMany(_ => (float[])[0, 0, smallest, -smallest, 1, 0, float.PositiveInfinity]), states);
        }
    }

    [Fact]
    public void A_bad_sample_is_seen_in_the_state_that_it_reaches()
    {
        var network = new Filter(seed: 1);
        Filter.State state = default;
        network.Step(0.5f, ref state);
        Assert.True(state.IsFinite);

        network.Step(float.NaN, ref state);
        Assert.False(state.IsFinite);

        state = default;
        Assert.True(float.IsFinite(network.Step(0.5f, ref state)));
        Assert.True(state.IsFinite);
    }

    [Fact]
    public void A_state_that_has_died_away_is_flushed()
    {
        Filter.State state = default;
        state.Hidden.Fill(7e-43f);

        state.FlushSubnormals();

        Assert.True(state.Hidden.IndexOfAnyExcept(0) < 0);
    }
}
