namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The functions of layers and outputs, and their derivatives written with the function's own values.</summary>
internal static class Nonlinearity
{
    private const double LeakySlope = 0.01;

    public static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    /// <summary>y = f(a)</summary>
    public static double[] Apply(LayerActivation function, double[] a)
    {
        if (function == LayerActivation.Softmax)
        {
            double[] powers = Array.ConvertAll(a, Math.Exp);
            double sum = powers.Sum();
            return Array.ConvertAll(powers, power => power / sum);
        }

        return Array.ConvertAll(a, value => function switch
        {
            LayerActivation.Identity => value,
            LayerActivation.Tanh => Math.Tanh(value),
            LayerActivation.Sigmoid => Sigmoid(value),
            LayerActivation.Relu => Math.Max(value, 0),
            LayerActivation.LeakyRelu => value > 0 ? value : LeakySlope * value,
            LayerActivation.Elu => value > 0 ? value : Math.Exp(value) - 1,
            LayerActivation.Softplus => Math.Log(1 + Math.Exp(value)),
            LayerActivation.HardSigmoid => Math.Clamp((value / 6) + 0.5, 0, 1),
            LayerActivation.LegacyHardSigmoid => Math.Clamp((value / 5) + 0.5, 0, 1),
            LayerActivation.HardTanh => Math.Clamp(value, -1, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(function)),
        });
    }

    /// <summary>How far a is from where the function has no derivative.</summary>
    public static double CornerDistance(LayerActivation function, double[] a) => function switch
    {
        LayerActivation.Relu or LayerActivation.LeakyRelu => DistanceTo(a, 0),
        LayerActivation.HardSigmoid => DistanceTo(a, -3, 3),
        LayerActivation.LegacyHardSigmoid => DistanceTo(a, -2.5, 2.5),
        LayerActivation.HardTanh => DistanceTo(a, -1, 1),
        _ => double.PositiveInfinity,
    };

    /// <summary>
    /// How near any of the values is to any of the corners without lying on it: what an earlier corner has put there, such as the
    /// zeros of a ReLU, is there without rounding.
    /// </summary>
    public static double DistanceTo(double[] values, params double[] corners)
    {
        IEnumerable<double> distances = values.SelectMany(value => corners.Select(corner => Math.Abs(value - corner)));
        return distances.Where(distance => distance > 0).DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    /// <summary>The gradient by a, where y = f(a) and dy is the gradient by y.</summary>
    public static double[] Backward(LayerActivation function, double[] y, double[] dy)
    {
        if (function == LayerActivation.Softmax)
        {
            double mean = y.Zip(dy, (value, gradient) => value * gradient).Sum();
            return [.. y.Zip(dy, (value, gradient) => value * (gradient - mean))];
        }

        return [.. y.Zip(dy, (value, gradient) => gradient * Derivative(function, value))];
    }

    /// <summary>f'(a), where y = f(a)</summary>
    private static double Derivative(LayerActivation function, double y) => function switch
    {
        LayerActivation.Identity => 1,
        LayerActivation.Tanh => 1 - (y * y),
        LayerActivation.Sigmoid => y * (1 - y),
        LayerActivation.Relu => y > 0 ? 1 : 0,
        LayerActivation.LeakyRelu => y > 0 ? 1 : LeakySlope,
        LayerActivation.Elu => y > 0 ? 1 : y + 1,
        LayerActivation.Softplus => 1 - Math.Exp(-y),
        LayerActivation.HardSigmoid => y is > 0 and < 1 ? 1.0 / 6 : 0,
        LayerActivation.LegacyHardSigmoid => y is > 0 and < 1 ? 1.0 / 5 : 0,
        LayerActivation.HardTanh => y is > -1 and < 1 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
