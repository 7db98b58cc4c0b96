namespace UnrolledRnn.Training;

/// <summary>Input vectors and float targets.</summary>
internal sealed class VectorProblem<TNetwork>(float[] inputs, float[] targets, ILoss loss) : IGradientProblem<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    /// <inheritdoc/>
    public void Forward(TNetwork network, Span<float> outputs, TrainingTape tape) => network.Forward(inputs, outputs, tape);

    /// <inheritdoc/>
    public double Loss(ReadOnlySpan<float> outputs, Span<float> gradients) => loss.Compute(outputs, targets, gradients);
}

/// <summary>Input vectors and target classes.</summary>
internal sealed class ClassProblem<TNetwork>(float[] inputs, int[] targets, CrossEntropyLoss loss) : IGradientProblem<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    /// <inheritdoc/>
    public void Forward(TNetwork network, Span<float> outputs, TrainingTape tape) => network.Forward(inputs, outputs, tape);

    /// <inheritdoc/>
    public double Loss(ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        // of its own, because that beside the plain gradient is summed in float
        loss.Compute(outputs, targets, gradients);
        return loss.Compute(outputs, targets);
    }
}

/// <summary>Tokens and target tokens.</summary>
internal sealed class TokenProblem<TNetwork>(int[] tokens, int[] targets, CrossEntropyLoss loss) : IGradientProblem<TNetwork>
    where TNetwork : class, ITokenSequenceNetwork<TNetwork>
{
    /// <inheritdoc/>
    public void Forward(TNetwork network, Span<float> outputs, TrainingTape tape) => network.Forward(tokens, outputs, tape);

    /// <inheritdoc/>
    public double Loss(ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        loss.Compute(outputs, targets, gradients);
        return loss.Compute(outputs, targets);
    }
}
