namespace UnrolledRnn.Tests.Networks;

/// <summary>Audio hosts hand over one buffer for inputs and outputs.</summary>
public sealed partial class InPlaceTests
{
    private static readonly float[] s_inputs =
        [.. Enumerable.Range(0, Effect.SequenceLength * 3 * Effect.InputSize).Select(i => MathF.Sin(i))];

    [Fact]
    public void Forward_may_write_its_outputs_over_its_inputs()
    {
        var effect = new Effect(seed: 1);
        float[] expected = new float[s_inputs.Length];
        float[] buffer = [.. s_inputs];

        effect.Forward(s_inputs, expected, new Effect.State[3]);
        effect.Forward(buffer, buffer, new Effect.State[3]);

        Assert.Equal(expected, buffer);
    }

    [Fact]
    public void Step_may_write_its_output_over_its_input()
    {
        var effect = new Effect(seed: 1);
        float[] expected = new float[Effect.OutputSize];
        float[] buffer = s_inputs[..Effect.InputSize];
        Effect.State state = default;
        effect.Step(buffer, expected, ref state);

        state = default;
        effect.Step(buffer, buffer, ref state);

        Assert.Equal(expected, buffer);
    }

    [Fact]
    public void Outputs_that_gain_their_inputs_may_be_written_over_them()
    {
        var effect = new Residual(seed: 1);
        float[] inputs = s_inputs[..(Residual.SequenceLength * 3 * Residual.InputSize)];
        float[] expected = new float[inputs.Length];
        float[] buffer = [.. inputs];

        effect.Forward(inputs, expected, new Residual.State[3]);
        effect.Forward(buffer, buffer, new Residual.State[3]);

        Assert.Equal(expected, buffer);
    }

    [Fact]
    public void Blocks_of_steps_may_write_their_outputs_over_their_inputs() => AssertInPlace<Blocks>();

    [Fact]
    public void Overlapping_layers_may_write_their_outputs_over_their_inputs() => AssertInPlace<Stack>();

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(11)]
    public void A_last_output_may_lie_over_any_input(int step)
    {
        var network = new LastStep(seed: 1);
        float[] inputs = [.. Enumerable.Range(0, LastStep.SequenceLength * LastStep.InputSize).Select(i => MathF.Sin(i))];
        float[] expected = new float[LastStep.OutputSize];
        float[] hidden = new float[LastStep.SequenceLength * LastStep.HiddenSize];
        network.Forward(inputs, expected, new LastStep.State[1]);

        float[] buffer = [.. inputs];
        network.Forward(buffer, buffer.AsSpan(step * LastStep.InputSize, LastStep.OutputSize), new LastStep.State[1]);
        Assert.Equal(expected, buffer.AsSpan(step * LastStep.InputSize, LastStep.OutputSize));

        buffer = [.. inputs];
        network.Forward(buffer, buffer.AsSpan(step * LastStep.InputSize, LastStep.OutputSize), new LastStep.State[1], hidden);
        Assert.Equal(expected, buffer.AsSpan(step * LastStep.InputSize, LastStep.OutputSize));
    }

    private static void AssertInPlace<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        float[] inputs = [.. Enumerable.Range(0, TNetwork.Shape.SequenceLength * 3 * TNetwork.Shape.InputSize).Select(i => MathF.Sin(i))];
        float[] expected = new float[inputs.Length];
        float[] buffer = [.. inputs];

        network.Forward(inputs, expected, new float[3 * TNetwork.Shape.StateSize]);
        network.Forward(buffer, buffer, new float[3 * TNetwork.Shape.StateSize]);

        Assert.Equal(expected, buffer);
    }

    [UnrolledRnn(inputSize: 40, hiddenSize: 72, outputSize: 40, sequenceLength: 19, Cell = RnnCell.Gru, Residual = true)]
    internal sealed partial class Blocks;

    [UnrolledRnn(inputSize: 3, hiddenSize: 9, outputSize: 3, sequenceLength: 19, Cell = RnnCell.Lstm, LayerCount = 3, Residual = true)]
    internal sealed partial class Stack;

    [UnrolledRnn(inputSize: 64, hiddenSize: 64, outputSize: 64, sequenceLength: 12, Cell = RnnCell.Gru, Outputs = SequenceOutputs.LastStep)]
    internal sealed partial class LastStep;

    [UnrolledRnn(inputSize: 2, hiddenSize: 8, outputSize: 2, sequenceLength: 11, Cell = RnnCell.Gru, Residual = true)]
    internal sealed partial class Residual;

    [UnrolledRnn(inputSize: 2, hiddenSize: 150, outputSize: 2, sequenceLength: 11)]
    internal sealed partial class Effect;
}
