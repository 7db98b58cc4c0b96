namespace UnrolledRnn.Training;

/// <summary>A loss of a network's outputs over inputs that are kept: what <see cref="GradientCheck"/> differentiates.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal interface IGradientProblem<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    /// <summary>A forward pass from the initial state.</summary>
    void Forward(TNetwork network, Span<float> outputs, TrainingTape tape);

    /// <summary>The loss in double, and its gradient by the outputs.</summary>
    double Loss(ReadOnlySpan<float> outputs, Span<float> gradients);
}
