namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>
/// An Elman network as the equations have it: double precision, plain loops, no concern for speed. Arrays are
/// row-major and time-major; parameters are PyTorch's, with one bias for the hidden layer.
/// </summary>
internal sealed class ElmanReference(NetworkShape shape, int batchSize)
{
    private double[] _inputs = [];
    private double[] _hidden = [];
    private double[] _outputs = [];

    private int T => shape.SequenceLength;

    private int N => shape.InputSize;

    private int H => shape.HiddenSize;

    private int O => shape.OutputSize;

    private int FirstOutputStep => T - shape.OutputSteps;

    public double[] WeightIh { get; init; } = new double[shape.HiddenSize * shape.InputSize];

    public double[] WeightHh { get; init; } = new double[shape.HiddenSize * shape.HiddenSize];

    public double[] BiasH { get; init; } = new double[shape.HiddenSize];

    public double[] WeightHo { get; init; } = new double[shape.OutputSize * shape.HiddenSize];

    public double[] BiasO { get; init; } = new double[shape.OutputSize];

    /// <summary>The parameters in the order of the network's tensors.</summary>
    public IReadOnlyList<double[]> Parameters => [WeightIh, WeightHh, BiasH, WeightHo, BiasO];

    /// <summary>[B, nHid] after the last forward pass.</summary>
    public double[] FinalHidden => _hidden[(T * batchSize * H)..];

    /// <summary>[T, B, nIn], [B, nHid] → [T, B, nOut] or [B, nOut].</summary>
    public double[] Forward(double[] inputs, double[] initialHidden)
    {
        _inputs = inputs;
        _hidden = new double[(T + 1) * batchSize * H];
        _outputs = new double[shape.OutputSteps * batchSize * O];
        initialHidden.CopyTo(_hidden, 0);
        for (int t = 0; t < T; t++)
        {
            for (int b = 0; b < batchSize; b++)
            {
                HiddenStep(t, b);
                if (t >= FirstOutputStep)
                {
                    OutputStep(t, b);
                }
            }
        }

        return _outputs;
    }

    /// <summary>The gradient of Σ outputGradients · outputs + Σ finalGradients · h_T.</summary>
    public ReferenceGradients Backward(double[] outputGradients, double[] finalGradients)
    {
        var gradients = new ReferenceGradients(shape, batchSize);
        double[] hiddenGradient = (double[])finalGradients.Clone();
        for (int t = T - 1; t >= 0; t--)
        {
            double[] previous = new double[batchSize * H];
            for (int b = 0; b < batchSize; b++)
            {
                if (t >= FirstOutputStep)
                {
                    OutputStepBackward(t, b, outputGradients, hiddenGradient, gradients);
                }

                HiddenStepBackward(t, b, hiddenGradient, previous, gradients);
            }

            hiddenGradient = previous;
        }

        hiddenGradient.CopyTo(gradients.InitialHidden, 0);
        return gradients;
    }

    private void HiddenStep(int t, int b)
    {
        for (int i = 0; i < H; i++)
        {
            double a = BiasH[i];
            for (int k = 0; k < N; k++)
            {
                a += WeightIh[(i * N) + k] * _inputs[(((t * batchSize) + b) * N) + k];
            }

            for (int k = 0; k < H; k++)
            {
                a += WeightHh[(i * H) + k] * HiddenAt(t, b, k);
            }

            HiddenAt(t + 1, b, i) = shape.Cell switch
            {
                RnnCell.Tanh => Math.Tanh(a),
                RnnCell.Relu => Math.Max(a, 0),
                _ => 1 / (1 + Math.Exp(-a)),
            };
        }
    }

    private void OutputStep(int t, int b)
    {
        Span<double> row = OutputRow(t, b);
        for (int i = 0; i < O; i++)
        {
            double a = BiasO[i];
            for (int k = 0; k < H; k++)
            {
                a += WeightHo[(i * H) + k] * HiddenAt(t + 1, b, k);
            }

            row[i] = shape.OutputActivation switch
            {
                OutputActivation.Tanh => Math.Tanh(a),
                OutputActivation.Sigmoid => 1 / (1 + Math.Exp(-a)),
                OutputActivation.Relu => Math.Max(a, 0),
                OutputActivation.Softmax => Math.Exp(a),
                _ => a,
            };
        }

        if (shape.OutputActivation == OutputActivation.Softmax)
        {
            double sum = 0;
            foreach (double value in row)
            {
                sum += value;
            }

            foreach (ref double value in row)
            {
                value /= sum;
            }
        }
    }

    private void OutputStepBackward(int t, int b, double[] outputGradients, double[] hiddenGradient, ReferenceGradients gradients)
    {
        int start = ((((t - FirstOutputStep) * batchSize) + b) * O);
        Span<double> o = OutputRow(t, b);
        double mean = 0;
        for (int i = 0; i < O; i++)
        {
            mean += outputGradients[start + i] * o[i];
        }

        for (int i = 0; i < O; i++)
        {
            double g = outputGradients[start + i];
            double da = shape.OutputActivation switch
            {
                OutputActivation.Tanh => g * (1 - (o[i] * o[i])),
                OutputActivation.Sigmoid => g * o[i] * (1 - o[i]),
                OutputActivation.Relu => o[i] > 0 ? g : 0,
                OutputActivation.Softmax => o[i] * (g - mean),
                _ => g,
            };
            gradients.BiasO[i] += da;
            for (int k = 0; k < H; k++)
            {
                gradients.WeightHo[(i * H) + k] += da * HiddenAt(t + 1, b, k);
                hiddenGradient[(b * H) + k] += da * WeightHo[(i * H) + k];
            }
        }
    }

    private void HiddenStepBackward(int t, int b, double[] hiddenGradient, double[] previous, ReferenceGradients gradients)
    {
        for (int i = 0; i < H; i++)
        {
            double h = HiddenAt(t + 1, b, i);
            double g = hiddenGradient[(b * H) + i];
            double da = shape.Cell switch
            {
                RnnCell.Tanh => g * (1 - (h * h)),
                RnnCell.Relu => h > 0 ? g : 0,
                _ => g * h * (1 - h),
            };
            gradients.BiasH[i] += da;
            for (int k = 0; k < N; k++)
            {
                int x = (((t * batchSize) + b) * N) + k;
                gradients.WeightIh[(i * N) + k] += da * _inputs[x];
                gradients.Inputs[x] += da * WeightIh[(i * N) + k];
            }

            for (int k = 0; k < H; k++)
            {
                gradients.WeightHh[(i * H) + k] += da * HiddenAt(t, b, k);
                previous[(b * H) + k] += da * WeightHh[(i * H) + k];
            }
        }
    }

    private ref double HiddenAt(int step, int b, int i) => ref _hidden[(((step * batchSize) + b) * H) + i];

    private Span<double> OutputRow(int t, int b) => _outputs.AsSpan((((t - FirstOutputStep) * batchSize) + b) * O, O);
}
