namespace UnrolledRnn.Training;

/// <summary>Passes of one problem through one network.</summary>
internal sealed class GradientPass<TNetwork>(
    TNetwork network, int batchSize, IGradientProblem<TNetwork> problem, Regularization? regularization)
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly TrainingTape _tape = CreateTape(batchSize, regularization);
    private readonly float[] _outputs = new float[TNetwork.Shape.OutputSteps * batchSize * TNetwork.Shape.OutputSize];
    private readonly float[] _outputGradients = new float[TNetwork.Shape.OutputSteps * batchSize * TNetwork.Shape.OutputSize];

    /// <summary>The parameters of the network.</summary>
    public Span<float> Parameters => network.Parameters;

    /// <summary>The loss at the parameters as they are; set by <see cref="Differentiate"/>.</summary>
    public double LossHere { get; private set; }

    /// <summary>The gradients of the loss by the parameters, from the emitted code.</summary>
    /// <param name="gradients">Zeros, to which the gradients are added.</param>
    /// <returns>The root of Σ (∂loss/∂output · max(|output|, 1))²: how much the loss moves with the rounding of outputs.</returns>
    public double Differentiate(ParameterGradients gradients)
    {
        LossHere = Loss();
        double squares = 0;
        for (int i = 0; i < _outputs.Length; i++)
        {
            double term = _outputGradients[i] * (double)Math.Max(Math.Abs(_outputs[i]), 1);
            squares += term * term;
        }

        network.Backward(_outputGradients, _tape, gradients);
        return Math.Sqrt(squares);
    }

    /// <summary>The slope to both sides of a parameter, by the steps that floats really make.</summary>
    /// <param name="tensor">The tensor of the parameter.</param>
    /// <param name="values">The elements of the tensor; unchanged afterwards.</param>
    /// <param name="index">The parameter among them.</param>
    /// <param name="step">h.</param>
    /// <param name="bend">The slope above less the slope below: of a smooth loss, h times its second derivative.</param>
    /// <returns>(L(p + h) - L(p - h)) / 2 h.</returns>
    public double Slope(ParameterTensor tensor, float[] values, int index, float step, out double bend)
    {
        float value = values[index];
        try
        {
            float above = value + step;
            float below = value - step;
            double lossAbove = LossWith(tensor, values, index, above);
            double lossBelow = LossWith(tensor, values, index, below);
            bend = ((lossAbove - LossHere) / ((double)above - value)) - ((LossHere - lossBelow) / ((double)value - below));
            return (lossAbove - lossBelow) / ((double)above - below);
        }
        finally
        {
            values[index] = value;
            tensor.CopyFrom(values, network.Parameters);
        }
    }

    private double LossWith(ParameterTensor tensor, float[] values, int index, float value)
    {
        values[index] = value;
        tensor.CopyFrom(values, network.Parameters);
        return Loss();
    }

    private double Loss()
    {
        _tape.RegularizedPasses = 0;
        problem.Forward(network, _outputs, _tape);
        return problem.Loss(_outputs, _outputGradients) + _tape.Penalty;
    }

    private static TrainingTape CreateTape(int batchSize, Regularization? regularization)
    {
        regularization?.Check(TNetwork.Shape, nameof(regularization));
        TrainingTape tape = TNetwork.CreateTape(batchSize);
        tape.Regularization = regularization;
        return tape;
    }
}
