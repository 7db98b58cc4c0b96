using System.Text.Json;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public class ElmanTanhModelTests() : PyTorchModelTests<ElmanTanh>("elman_tanh");

public class ElmanReluModelTests() : PyTorchModelTests<ElmanRelu>("elman_relu");

public class ElmanTanhWideModelTests() : PyTorchModelTests<ElmanTanhWide>("elman_tanh_wide");

/// <summary>A model that PyTorch has saved computes here what it computes there.</summary>
public abstract class PyTorchModelTests<TNetwork>
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly JsonElement _expected;
    private readonly JsonElement _expectedGradients;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _states;
    private readonly TrainingTape _tape;
    private readonly int _batchSize;

    protected PyTorchModelTests(string name)
    {
        _network = ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"{name}.safetensors"));
        _expected = PyTorchFixture.Json($"{name}.json");
        _expectedGradients = _expected.TryGetProperty("gradients", out JsonElement gradients)
            ? gradients
            : PyTorchFixture.Json($"{name}.gradients.json");
        _batchSize = _expected.GetProperty("batchSize").GetInt32();
        _inputs = _expected.Floats("inputs");
        _outputs = new float[_expected.GetProperty("outputs").GetArrayLength()];
        _states = Padded(_expected.Floats("initialHidden"));
        _tape = TNetwork.CreateTape(_batchSize);
    }

    [Fact]
    public void Outputs_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _states);

        Expect.Close(_expected.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void Outputs_of_a_recorded_pass_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _tape, _states);

        Expect.Close(_expected.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void The_final_states_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _states);

        Expect.Close(_expected.Doubles("finalHidden"), Unpadded(_states));
    }

    [Fact]
    public void The_final_states_of_a_recorded_pass_are_those_of_PyTorch()
    {
        _network.Forward(_inputs, _outputs, _tape, _states);

        Expect.Close(_expected.Doubles("finalHidden"), Unpadded(_states));
    }

    [Fact]
    public void States_and_outputs_of_single_steps_are_those_of_PyTorch()
    {
        NetworkShape shape = TNetwork.Shape;
        var hidden = new List<float>();
        for (int i = 0; i < shape.SequenceLength * _batchSize; i++)
        {
            Span<float> state = _states.AsSpan(i % _batchSize * shape.StateSize, shape.StateSize);
            _network.Step(
                _inputs.AsSpan(i * shape.InputSize, shape.InputSize), _outputs.AsSpan(i * shape.OutputSize, shape.OutputSize), state);
            hidden.AddRange(state[..shape.Recurrent.Last().HiddenSize]);
        }

        Expect.Close(_expected.Doubles("hiddenStates"), hidden.ToArray());
        Expect.Close(_expected.Doubles("outputs"), _outputs);
    }

    [Fact]
    public void Gradients_are_those_of_PyTorch_by_its_names()
    {
        ParameterGradients gradients = TNetwork.CreateGradients();
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(_expected.Floats("outputWeights"), _tape, gradients);

        foreach (JsonProperty expected in _expectedGradients.EnumerateObject())
        {
            ParameterTensor tensor = Assert.Single(
                TNetwork.Tensors, item => item.Name == expected.Name || item.SummedName == expected.Name);
            float[] values = new float[tensor.Count];
            tensor.CopyTo(gradients.Values, values);
            Expect.Close(expected.Value.Doubles(), values);
        }
    }

    [Fact]
    public void Gradients_by_inputs_and_initial_states_are_those_of_PyTorch()
    {
        float[] inputGradients = new float[_inputs.Length];
        float[] stateGradients = new float[_states.Length];
        _network.Forward(_inputs, _outputs, _tape, _states);
        _network.Backward(_expected.Floats("outputWeights"), _tape, TNetwork.CreateGradients(), inputGradients, stateGradients);

        Expect.Close(_expected.Doubles("inputGradients"), inputGradients);
        Expect.Close(_expected.Doubles("initialHiddenGradients"), Unpadded(stateGradients));
    }

    private static float[] Padded(float[] hidden) => [.. hidden.Chunk(TNetwork.Shape.Recurrent.Last().HiddenSize)
        .SelectMany(row => row.Concat(new float[TNetwork.Shape.StateSize - row.Length]))];

    private static float[] Unpadded(float[] states) => [.. states.Chunk(TNetwork.Shape.StateSize)
        .SelectMany(row => row.Take(TNetwork.Shape.Recurrent.Last().HiddenSize))];
}
