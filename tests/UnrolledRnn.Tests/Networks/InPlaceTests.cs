namespace UnrolledRnn.Tests.Networks;

/// <summary>Audio hosts hand over one buffer for inputs and outputs.</summary>
public sealed partial class InPlaceTests
{
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, Effect.SequenceLength * 3 * Effect.InputSize).Select(i => MathF.Sin(i))];

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

    [UnrolledRnn(inputSize: 2, hiddenSize: 8, outputSize: 2, sequenceLength: 11, Cell = RnnCell.Gru, Residual = true)]
    internal sealed partial class Residual;

    [UnrolledRnn(inputSize: 2, hiddenSize: 150, outputSize: 2, sequenceLength: 11)]
    internal sealed partial class Effect;
}
