using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class ParameterGroupsTests
{
    private readonly ElmanTanh _network = new(seed: 1);
    private readonly ParameterGroups _groups;

    public ParameterGroupsTests()
    {
        _groups = ParameterGroups.Of(_network);
    }

    [Fact]
    public void Patterns_name_tensors()
    {
        _groups.SetRate("rnn.*", 0.5f).SetRate("*.weight_?h_l0", 0.25f);

        Assert.Equal(0.25f, _groups.RateOf("rnn.weight_ih_l0"));
        Assert.Equal(0.25f, _groups.RateOf("rnn.weight_hh_l0"));
        Assert.Equal(0.5f, _groups.RateOf("rnn.bias_ih_l0"));
        Assert.Equal(1, _groups.RateOf("linear.weight"));
    }

    [Fact]
    public void Conditions_name_tensors()
    {
        _groups.SetDecay(tensor => tensor.Rows == ElmanTanh.OutputSize, 0.5f);

        Assert.Equal(0.5f, _groups.DecayOf("linear.weight"));
        Assert.Equal(1, _groups.DecayOf("rnn.weight_ih_l0"));
    }

    [Fact]
    public void A_pattern_that_no_tensor_meets_is_refused_with_the_names_there_are()
    {
        Assert.Contains("linear.bias", Assert.Throws<ArgumentException>("pattern", () => _groups.Freeze("lstm.*")).Message);
        Assert.Throws<ArgumentException>("condition", () => _groups.SetRate(_ => false, 1));
    }

    [Fact]
    public void Biases_do_not_decay_where_vectors_do_not()
    {
        float[] before = _network.Parameters.ToArray();
        var optimizer = new AdamW(before.Length, 0.1f, weightDecay: 0.5f) { Groups = _groups.WithoutDecayOfVectors() };
        Set("linear.bias", [1, 2]);

        optimizer.Step(_network.Parameters, new float[before.Length]);

        Assert.Equal([1, 2], Values("linear.bias"));
        Expect.Close(Values("linear.weight", before).Select(value => value * (1 - (0.1 * 0.5))).ToArray(), Values("linear.weight"), 1e-6);
    }

    [Fact]
    public void Frozen_tensors_of_a_trainer_keep_their_bits_and_do_not_count_in_the_norm()
    {
        var optimizer = new Adam(_network.Parameters.Length) { Groups = _groups.Freeze("rnn.*") };
        var trainer = new Trainer<ElmanTanh>(_network, optimizer, batchSize: 2);
        float[] before = _network.Parameters.ToArray();
        for (int i = 0; i < 3; i++)
        {
            trainer.Train(
                TestData.Floats(ElmanTanh.SequenceLength * 2 * ElmanTanh.InputSize, seed: i + 1),
                TestData.Floats(ElmanTanh.SequenceLength * 2 * ElmanTanh.OutputSize));
        }

        foreach (ParameterTensor tensor in ElmanTanh.Tensors)
        {
            bool isSame = Values(tensor.Name, before).SequenceEqual(Values(tensor.Name));
            Assert.Equal(tensor.Name.StartsWith("rnn.", StringComparison.Ordinal), isSame);
        }

        double squares = ((string[])["linear.weight", "linear.bias"])
            .SelectMany(name => Values(name, trainer.Gradients.Values.ToArray())).Sum(value => (double)value * value);
        Assert.Equal(Math.Sqrt(squares), trainer.LastGradientNorm, 1e-6);
    }

    [Fact]
    public void Thawed_tensors_move_with_the_rate_that_they_had()
    {
        _groups.SetRate("linear.*", 0.5f).Freeze("linear.*");
        Assert.Equal(0, _groups.RateOf("linear.bias"));

        _groups.Unfreeze("linear.*");

        Assert.Equal(0.5f, _groups.RateOf("linear.bias"));
    }

    [Fact]
    public void Groups_of_another_network_are_refused() =>
        Assert.Throws<ArgumentException>("Groups", () => new Adam(_groups.ParameterCount + 16) { Groups = _groups });

    [Fact]
    public void Factors_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => _groups.SetRate("*", -1));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => _groups.SetDecay("*", float.NaN));
    }

    private float[] Values(string name) => Values(name, _network.Parameters.ToArray());

    private static float[] Values(string name, float[] buffer)
    {
        float[] values = new float[ElmanTanh.Tensors[name].Count];
        ElmanTanh.Tensors[name].CopyTo(buffer, values);
        return values;
    }

    private void Set(string name, ReadOnlySpan<float> values)
    {
        ElmanTanh.Tensors[name].CopyFrom(values, _network.Parameters);
    }
}
