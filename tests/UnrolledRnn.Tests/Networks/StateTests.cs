using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.Networks;

public class StateTests
{
    private readonly ElmanTanh _network = new(seed: 1);

    [Fact]
    public void The_default_state_is_zero()
    {
        ElmanTanh.State state = default;

        Assert.Equal(new float[ElmanTanh.HiddenSize], state.Hidden);
    }

    [Fact]
    public void A_copy_of_a_state_goes_its_own_way()
    {
        ElmanTanh.State state = default;
        state.Hidden.Fill(0.5f);
        ElmanTanh.State copy = state;

        _network.Step([1f, 2f, 3f], new float[ElmanTanh.OutputSize], ref state);

        Assert.Equal([.. Enumerable.Repeat(0.5f, ElmanTanh.HiddenSize)], copy.Hidden);
        Assert.NotEqual(copy.Hidden.ToArray(), state.Hidden.ToArray());
    }

    [Fact]
    public void From_a_kept_state_the_same_inputs_give_the_same_outputs()
    {
        float[] first = new float[ElmanTanh.OutputSize];
        float[] second = new float[ElmanTanh.OutputSize];
        ElmanTanh.State state = default;
        _network.Step([1f, 2f, 3f], first, ref state);
        ElmanTanh.State kept = state;

        _network.Step([3f, 2f, 1f], first, ref state);
        _network.Step([3f, 2f, 1f], second, ref kept);

        Expect.SameBits(first, second);
        Expect.SameBits(state.Hidden, kept.Hidden);
    }

    [Fact]
    public void What_is_written_to_the_hidden_units_is_what_the_next_step_starts_from()
    {
        // Without biases, and with the identity as W_hh.
        _network.Parameters.Clear();
        ParameterInitialization.Identity(ElmanTanh.Tensors["rnn.weight_hh_l0"], _network.Parameters);

        float[] fromZero = new float[ElmanTanh.OutputSize];
        float[] fromOnes = new float[ElmanTanh.OutputSize];
        ElmanTanh.State zero = default;
        ElmanTanh.State ones = default;
        ones.Hidden.Fill(1);

        _network.Step([0f, 0f, 0f], fromZero, ref zero);
        _network.Step([0f, 0f, 0f], fromOnes, ref ones);

        Assert.Equal(new float[ElmanTanh.OutputSize], fromZero);
        Expect.Close([.. Enumerable.Repeat(Math.Tanh(1), ElmanTanh.HiddenSize)], ones.Hidden, 1e-6);
    }

    [Fact]
    public void Parameters_are_shared_by_all_states_and_not_changed_by_steps()
    {
        float[] before = _network.Parameters.ToArray();
        ElmanTanh.State state = default;

        _network.Step([1f, 2f, 3f], new float[ElmanTanh.OutputSize], ref state);

        Expect.SameBits(before, _network.Parameters);
    }
}
