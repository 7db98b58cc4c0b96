using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>A dense layer, or an embedding, whose product with a token's one-hot vector is a row of its table.</summary>
internal sealed class PlainDense : PlainLayer
{
    private readonly PackedMatrix _weights;
    private readonly float[] _bias;
    private readonly float[] _sums;
    private readonly LayerActivation _activation;

    /// <summary>Packs a layer.</summary>
    /// <param name="weight">[outputs, inputs]</param>
    /// <param name="bias">[outputs], or empty.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="activation">What is applied to the sums.</param>
    public PlainDense(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs, LayerActivation activation)
    {
        int stride = StateLayout.Padded(outputs);
        _weights = new PackedMatrix(weight, inputs, stride, row => row);
        _bias = new float[stride];
        bias.CopyTo(_bias);
        _sums = new float[stride];
        _activation = activation;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Step(in StepInputs values, Span<float> output, Span<float> state)
    {
        _bias.CopyTo(_sums, 0);
        if (values.Token >= 0)
        {
            _weights.AddRow(values.Token, _sums);
        }
        else
        {
            _weights.AddTo(values.Above, _sums);
        }

        _sums.AsSpan(0, OutputSize).CopyTo(output);
        Activation.Apply(_activation, output);
    }
}

/// <summary>A function of the values of the layer above.</summary>
internal sealed class PlainActivation(LayerActivation activation) : PlainLayer
{
    public override void Step(in StepInputs values, Span<float> output, Span<float> state)
    {
        values.Above.CopyTo(output);
        Activation.Apply(activation, output);
    }
}

/// <summary>The values of the layer above, plus a multiple of those of an earlier one.</summary>
internal sealed class PlainSkip(int from, float gain) : PlainLayer
{
    public override void Step(in StepInputs values, Span<float> output, Span<float> state) =>
        TensorPrimitives.FusedMultiplyAdd(values.From(from), gain, values.Above, output);
}

/// <summary>The values of the layer above, then those of an earlier one.</summary>
internal sealed class PlainConcat(int from) : PlainLayer
{
    public override void Step(in StepInputs values, Span<float> output, Span<float> state)
    {
        ReadOnlySpan<float> above = values.Above;
        above.CopyTo(output);
        values.From(from).CopyTo(output[above.Length..]);
    }
}
