using System.Reflection;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>What a new network's parameters are drawn from.</summary>
public sealed class InitializationTests
{
    private const int HiddenSize = 9;

    [Theory]
    [InlineData("Cell = RnnCell.Lstm")]
    [InlineData("Cell = RnnCell.Gru, LayerCount = 2")]
    [InlineData("Cell = RnnCell.GruResetBefore, Bidirectional = true")]
    [InlineData("Cell = RnnCell.Tanh, Initialization = Initialization.Uniform, LayerCount = 2")]
    public void Recurrent_layers_are_uniform_within_one_over_the_root_of_their_units(string options)
    {
        double bound = 1 / Math.Sqrt(HiddenSize);
        foreach ((string name, float[] values) in Parameters(options).Where(
            tensor => tensor.Key.StartsWith("rnn.", StringComparison.Ordinal)))
        {
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.True(values.Distinct().Count() == values.Length, $"{name} has equal values.");
            Assert.True(values.Max() - values.Min() > bound / 2, $"{name} is not spread.");
        }
    }

    [Theory]
    [InlineData("", "rnn.bias_ih_l0")]
    [InlineData(
        ", LayerCount = 2, Bidirectional = true", "rnn.bias_ih_l0", "rnn.bias_ih_l0_reverse", "rnn.bias_ih_l1", "rnn.bias_ih_l1_reverse")]
    public void UniformForgetOne_makes_every_forget_bias_one_and_no_other(string options, params string[] names)
    {
        IReadOnlyDictionary<string, float[]> parameters = Parameters(
            "Cell = RnnCell.Lstm, Initialization = Initialization.UniformForgetOne" + options);
        foreach (string name in names)
        {
            Assert.All(parameters[name][HiddenSize..(2 * HiddenSize)], value => Assert.Equal(1, value));
            Assert.DoesNotContain(1, parameters[name][..HiddenSize]);
            Assert.DoesNotContain(1, parameters[name][(2 * HiddenSize)..]);
        }
    }

    [Fact]
    public void Every_Elman_layer_of_a_network_with_many_inputs_and_outputs_begins_as_the_identity()
    {
        IReadOnlyDictionary<string, float[]> parameters = Parameters("LayerCount = 2", inputs: 16, outputs: 16);
        float[] identity = [.. Enumerable.Range(0, HiddenSize * HiddenSize).Select(i => i % (HiddenSize + 1) == 0 ? 1f : 0f)];
        Assert.Equal(identity, parameters["rnn.weight_hh_l0"]);
        Assert.Equal(identity, parameters["rnn.weight_hh_l1"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 16)]
    [InlineData(16, 15)]
    public void With_few_inputs_or_outputs_an_Elman_network_begins_uniform(int inputs, int outputs) =>
        Assert.All(Parameters("Cell = RnnCell.Relu", inputs, outputs)["rnn.weight_hh_l0"], weight =>
            Assert.InRange(Math.Abs(weight), 1e-9, 1.0 / 3));

    private static IReadOnlyDictionary<string, float[]> Parameters(string options, int inputs = 3, int outputs = 2)
    {
        string source = $"#pragma warning disable CS1591\nusing UnrolledRnn;\n[UnrolledRnn({inputs}, {HiddenSize}, {outputs}, 2, {options})] public partial class Net;";
        Type network = GeneratorRun.Of(source).Load().GetType("Net")!;
        return (IReadOnlyDictionary<string, float[]>)typeof(InitializationTests).GetMethod(
            nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network).Invoke(null, null)!;
    }

    private static Dictionary<string, float[]> Create<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 8);
        return TNetwork.Tensors.ToDictionary(tensor => tensor.Name, tensor =>
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            return values;
        });
    }
}
