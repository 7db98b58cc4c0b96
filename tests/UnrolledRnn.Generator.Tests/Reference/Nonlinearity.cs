namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The functions of layers and outputs, and their derivatives written with the function's own values.</summary>
internal static class Nonlinearity
{
    public static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    /// <summary>y = f(a)</summary>
    public static double[] Apply(OutputActivation function, double[] a)
    {
        if (function == OutputActivation.Softmax)
        {
            double[] powers = Array.ConvertAll(a, Math.Exp);
            double sum = powers.Sum();
            return Array.ConvertAll(powers, power => power / sum);
        }

        return Array.ConvertAll(a, value => function switch
        {
            OutputActivation.Tanh => Math.Tanh(value),
            OutputActivation.Sigmoid => Sigmoid(value),
            OutputActivation.Relu => Math.Max(value, 0),
            _ => value,
        });
    }

    /// <summary>How far a is from where the function has no derivative.</summary>
    public static double CornerDistance(OutputActivation function, double[] a) =>
        function == OutputActivation.Relu ? a.Min(Math.Abs) : double.PositiveInfinity;

    /// <summary>The gradient by a, where y = f(a) and dy is the gradient by y.</summary>
    public static double[] Backward(OutputActivation function, double[] y, ReadOnlySpan<double> dy)
    {
        double mean = 0;
        for (int i = 0; i < y.Length; i++)
        {
            mean += dy[i] * y[i];
        }

        double[] da = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            da[i] = function switch
            {
                OutputActivation.Tanh => dy[i] * (1 - (y[i] * y[i])),
                OutputActivation.Sigmoid => dy[i] * y[i] * (1 - y[i]),
                OutputActivation.Relu => y[i] > 0 ? dy[i] : 0,
                OutputActivation.Softmax => y[i] * (dy[i] - mean),
                _ => dy[i],
            };
        }

        return da;
    }
}
