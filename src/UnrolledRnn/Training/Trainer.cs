namespace UnrolledRnn.Training;

/// <summary>
/// Trains a network by truncated back-propagation through time: each chunk of T steps starts from the state in which
/// the chunk before it ended, gradients do not reach back further than the chunk. Everything is allocated by the
/// constructor.
/// </summary>
/// <typeparam name="TNetwork">A generated class.</typeparam>
public sealed partial class Trainer<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly float[] _states;
    private readonly IClassOutputs? _classes;
    private float[]? _outputs;
    private float[]? _outputGradients;

    /// <summary>Creates a trainer, whose sequences start from the network's initial state.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="optimizer">The rule that moves its parameters.</param>
    /// <param name="batchSize">Sequences trained together, B; at least 1.</param>
    /// <param name="maxGradientNorm">
    /// Gradients are scaled down to this norm where theirs is larger; above 0, or infinity for no limit.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Trainer(TNetwork network, IOptimizer optimizer, int batchSize, float maxGradientNorm = float.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        NetworkShape shape = TNetwork.Shape;
        Network = network;
        Optimizer = optimizer;
        BatchSize = batchSize;
        MaxGradientNorm = Hyperparameter.Limit(maxGradientNorm, nameof(maxGradientNorm));
        Tape = TNetwork.CreateTape(batchSize);
        Gradients = TNetwork.CreateGradients();
        _states = new float[checked(batchSize * shape.StateSize)];
        OutputCount = checked(shape.OutputSteps * batchSize * shape.OutputSize);
        Threads = Environment.ProcessorCount;
        _classes = network as IClassOutputs;
        if (_classes is null)
        {
            _outputs = new float[OutputCount];
            _outputGradients = new float[OutputCount];
        }

        ResetStates();
    }

    /// <summary>The network being trained.</summary>
    public TNetwork Network { get; }

    /// <summary>The rule that moves its parameters.</summary>
    public IOptimizer Optimizer { get; }

    /// <summary>Sequences trained together, B.</summary>
    public int BatchSize { get; }

    /// <summary>The norm to which larger gradients are scaled down.</summary>
    public float MaxGradientNorm { get; }

    /// <summary>The norm of the last gradient, before it was scaled down.</summary>
    public double LastGradientNorm { get; private set; }

    /// <summary>The states in which the last chunk ended, [B, StateSize]; the next chunk starts from them.</summary>
    public Span<float> States => _states;

    /// <summary>
    /// The outputs of the last chunk, [T, B, nOut] or [B, nOut], as they were before the parameters moved; zeros before the first.
    /// </summary>
    /// <remarks>
    /// Of a network with 32 outputs or more, training on classes keeps none: then these are of the last chunk that was not.
    /// </remarks>
    public ReadOnlySpan<float> Outputs => OutputBuffer;

    internal TrainingTape Tape { get; }

    internal ParameterGradients Gradients { get; }

    /// <summary>
    /// Threads among which the passes divide the work, the calling one included: as many as there are processors, unless it is set.
    /// Results have the same bits for any number of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => Tape.Threads;
        set => Tape.Threads = value;
    }

    /// <summary>
    /// Whether the backward pass computes the gates of recurrent layers anew rather than keep them of every step, which takes a third more
    /// work, and about half the memory of wide LSTMs. The bits are the same. Set it before the first chunk.
    /// </summary>
    public bool Recomputes
    {
        get => Tape.Recomputes;
        set => Tape.Recomputes = value;
    }

    internal int OutputCount { get; }

    /// <summary><see cref="Outputs"/>, or nothing where none are kept.</summary>
    internal ReadOnlySpan<float> KeptOutputs => _outputs;

    internal Span<float> OutputBuffer => _outputs ??= new float[OutputCount];

    internal Span<float> OutputGradients => _outputGradients ??= new float[OutputCount];

    /// <summary>
    /// Sets the states to the network's initial state: the next chunk begins new sequences, and trains that state where it is learned.
    /// </summary>
    public void ResetStates()
    {
        int stateSize = TNetwork.Shape.StateSize;
        for (int start = 0; start < _states.Length; start += stateSize)
        {
            Network.CopyInitialState(_states.AsSpan(start, stateSize));
        }

        Tape.StartsSequences = true;
    }

    /// <summary>
    /// Trains on one chunk with the mean squared error. Where the loss or a gradient is NaN or infinite, the parameters and the
    /// optimizer stay as they are.
    /// </summary>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="targets">[T, B, nOut], or [B, nOut] where only the last step has an output.</param>
    /// <returns>The loss before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="InvalidOperationException">The outputs are probabilities, for which this is no loss.</exception>
    public TrainingResult Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        double loss = Loss(inputs, targets, isTraining: true);
        return Update(loss);
    }

    /// <summary>The mean squared error on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <returns>The loss.</returns>
    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Loss(inputs, targets, isTraining: false);

    private double Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, bool isTraining)
    {
        CheckTargets(targets.Length);
        Tape.IsTraining = isTraining;
        Network.Forward(inputs, OutputBuffer, Tape, _states);
        EndChunk();
        return MeanSquaredError.Compute(OutputBuffer, targets, OutputGradients);
    }

    /// <summary>
    /// Notes that a forward pass has moved the states on; those that are not finite begin anew, or every later chunk would be NaN.
    /// </summary>
    internal void EndChunk()
    {
        Tape.StartsSequences = false;
        int stateSize = TNetwork.Shape.StateSize;
        for (int start = 0; start < _states.Length; start += stateSize)
        {
            Span<float> state = _states.AsSpan(start, stateSize);
            if (!StateValues.IsFinite(state))
            {
                Network.CopyInitialState(state);
            }
        }
    }

    /// <summary>
    /// Back-propagates the output gradients of the chunk on the tape, and moves the parameters once, unless something is not finite.
    /// </summary>
    internal TrainingResult Update(double loss)
    {
        if (double.IsFinite(loss))
        {
            Gradients.Clear();
            Backpropagate(factor: 1);
        }

        return Move(loss);
    }

    /// <summary>Adds the gradient of the chunk on the tape to the gradients.</summary>
    /// <param name="factor">What the output gradients have been multiplied with; the gradients of penalties are too.</param>
    internal void Backpropagate(float factor)
    {
        Tape.PenaltyScale = factor;
        Network.Backward(OutputGradients, Tape, Gradients);
    }

    /// <summary>Moves the parameters once along the gradients, unless the loss or one of them is not finite.</summary>
    internal TrainingResult Move(double loss)
    {
        LastGradientNorm = double.NaN;
        if (double.IsFinite(loss))
        {
            Optimizer.ClearFrozen(Gradients.Values);
            LastGradientNorm = GradientClipping.ByGlobalNorm(Gradients.Values, MaxGradientNorm);
        }

        var result = new TrainingResult(loss, LastGradientNorm);
        if (!result.WasSkipped)
        {
            if (Optimizer is Optimizer own)
            {
                own.Step(Network.Parameters, Gradients.Values, Tape.Workers);
            }
            else
            {
                Optimizer.Step(Network.Parameters, Gradients.Values);
            }
        }

        return result;
    }

    private void CheckTargets(int length)
    {
        NetworkShape shape = TNetwork.Shape;
        if (shape.OutputActivation == LayerActivation.Softmax)
        {
            throw new InvalidOperationException(
                $"The mean squared error is no loss for the probabilities of {typeof(TNetwork).Name}; declare LayerActivation.Identity and train on tokens, or take SoftmaxCrossEntropy of the logits.");
        }

        CheckTargetLength(length);
    }

    private void CheckTargetLength(int length)
    {
        NetworkShape shape = TNetwork.Shape;
        if (length != OutputCount)
        {
            string dimensions = shape.Outputs == SequenceOutputs.EveryStep
                ? $"[T = {shape.OutputSteps}, B = {BatchSize}, nOut = {shape.OutputSize}]"
                : $"[B = {BatchSize}, nOut = {shape.OutputSize}]";
            CompilerServices.Throw.IfLengthDiffers(length, OutputCount, "targets", dimensions);
        }
    }
}
