using System.Runtime.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>
/// Runs a model of any size by loops over the runtime's kernels: nothing is generated, so that it works under NativeAOT and in the
/// browser, and at once.
/// </summary>
internal sealed class PlainNetwork : NetworkRunner
{
    private readonly ModelDescription _model;
    private readonly PlainLayer[] _layers;
    private readonly float[][] _values;
    private readonly int[] _sizes;

    /// <summary>The vector of a token, where other layers than the embedding read it; zeros between calls.</summary>
    private readonly float[] _oneHot;
    private readonly bool _isBidirectional;

    /// <summary>Packs the tensors of a model that has been checked.</summary>
    public PlainNetwork(ModelDescription model)
        : base("plain", StateLayout.SizeOf(model.Layers.Select(layer => layer.Shape)))
    {
        _model = model;
        _isBidirectional = model.IsBidirectional;
        int lastRecurrent = model.Layers.ToList().FindLastIndex(layer => layer.Shape is RecurrentLayerShape);
        _layers = new PlainLayer[model.Layers.Count];
        int offset = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            bool joins = i == lastRecurrent && model.Outputs == SequenceOutputs.LastStep;
            _layers[i] = Create(model.Layers[i], offset, joins);
            offset += _layers[i].StateSize;
        }

        _sizes = [model.InputSize, .. _layers.Select(layer => layer.OutputSize)];
        _values = [.. _layers.Select(layer => new float[layer.OutputSize])];
        _oneHot = model.TakesTokens && model.ReadsInputLater ? new float[model.InputSize] : [];
    }

    public override void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state) => Step(input, -1, output, state);

    public override void Step(int token, Span<float> output, Span<float> state)
    {
        if (_oneHot.Length == 0)
        {
            Step(default, token, output, state);
            return;
        }

        _oneHot[token] = 1;
        Step(_oneHot, token, output, state);
        _oneHot[token] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> state)
    {
        int steps = inputs.Length / _model.InputSize;
        if (_isBidirectional)
        {
            ForwardThroughLayers(inputs, outputs, state, steps);
            return;
        }

        bool everyStep = _model.Outputs == SequenceOutputs.EveryStep;
        int outputSize = _model.OutputSize;
        for (int t = 0; t < steps; t++)
        {
            Span<float> output = everyStep ? outputs.Slice(t * outputSize, outputSize) : outputs;
            Step(inputs.Slice(t * _model.InputSize, _model.InputSize), output, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(ReadOnlySpan<float> input, int token, Span<float> output, Span<float> state)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            PlainLayer layer = _layers[i];
            layer.Step(
                new StepInputs(input, _values, _sizes, steps: 1, i, token), _values[i], state.Slice(layer.StateOffset, layer.StateSize));
        }

        _values[^1].CopyTo(output);
        if (_model.Residual)
        {
            AddInput(input[..output.Length], output);
        }
    }

    /// <summary>All steps of a layer before the next, as layers need that read a sequence both ways.</summary>
    private void ForwardThroughLayers(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> state, int steps)
    {
        float[][] values = [.. _layers.Select(layer => new float[steps * layer.OutputSize])];
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(
                new StepInputs(inputs, values, _sizes, steps, i), values[i], state.Slice(_layers[i].StateOffset, _layers[i].StateSize));
        }

        int outputSize = _model.OutputSize;
        int first = _model.Outputs == SequenceOutputs.EveryStep ? 0 : steps - 1;
        values[^1].AsSpan(first * outputSize).CopyTo(outputs);
        for (int t = first; _model.Residual && t < steps; t++)
        {
            AddInput(inputs.Slice(t * _model.InputSize, outputSize), outputs.Slice((t - first) * outputSize, outputSize));
        }
    }

    private static void AddInput(ReadOnlySpan<float> input, Span<float> output) =>
        System.Numerics.Tensors.TensorPrimitives.Add(output, input, output);

    private PlainLayer Create(ModelLayer layer, int offset, bool joinsFinalSteps) => layer.Shape switch
    {
        EmbeddingLayerShape shape => new PlainDense(
            WeightLayout.Transpose(layer.Tensors["weight"].Values, shape.InputSize), [], shape.InputSize, shape.OutputSize,
            LayerActivation.Identity)
        {
            OutputSize = shape.OutputSize,
        },
        DenseLayerShape shape => new PlainDense(
            (shape.IsTied ? _model.Layers[0] : layer).Tensors["weight"].Values,
            shape.Bias ? layer.Tensors["bias"].Values : [], shape.InputSize, shape.OutputSize, shape.Activation)
        {
            OutputSize = shape.OutputSize,
        },
        RecurrentLayerShape { Bidirectional: true } shape =>
            new PlainBidirectional(layer, shape, joinsFinalSteps) { OutputSize = shape.OutputSize, StateOffset = offset },
        RecurrentLayerShape shape => new PlainRecurrent(layer, shape) { OutputSize = shape.OutputSize, StateOffset = offset },
        ActivationLayerShape shape => new PlainActivation(shape.Activation) { OutputSize = shape.OutputSize },
        SkipLayerShape shape => new PlainSkip(shape.From, shape.Gain) { OutputSize = shape.OutputSize },
        ConcatLayerShape shape => new PlainConcat(shape.From) { OutputSize = shape.OutputSize },
        _ => throw new NotSupportedException($"There is no layer of the kind {layer.Shape}."),
    };
}
