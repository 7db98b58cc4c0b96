using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Runs a problem with parameters moved one at a time.</summary>
internal static class GradientSlopes
{
    /// <summary>Compares the gradients of a problem with slopes; see <see cref="GradientCheck"/>.</summary>
    public static GradientReport Compare<TNetwork>(
        TNetwork network, int batchSize, IGradientProblem<TNetwork> problem, GradientCheckOptions? options)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        options ??= new GradientCheckOptions();
        var pass = new GradientPass<TNetwork>(network, batchSize, problem, options.Regularization);
        ParameterGradients gradients = TNetwork.CreateGradients();
        double noiseFloor = Math.ScaleB(pass.Differentiate(gradients), -22) / options.Step;
        var random = new SeededRandom(options.Seed);
        var tensors = new List<TensorGradientCheck>();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensors.Add(Compare(pass, tensor, gradients.Values, noiseFloor, options, ref random));
        }

        return new GradientReport { Loss = pass.LossHere, NoiseFloor = noiseFloor, Tensors = tensors };
    }

    private static TensorGradientCheck Compare<TNetwork>(
        GradientPass<TNetwork> pass,
        ParameterTensor tensor,
        ReadOnlySpan<float> gradients,
        double noiseFloor,
        GradientCheckOptions options,
        ref SeededRandom random)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        float[] values = new float[tensor.Count];
        float[] emitted = new float[tensor.Count];
        tensor.CopyTo(pass.Parameters, values);
        tensor.CopyTo(gradients, emitted);
        int compared = 0, unsettled = 0;
        double maxAbsolute = 0, maxRelative = 0;
        GradientDifference? largestAbsolute = null, largestRelative = null;
        foreach (int i in Sample(tensor.Count, options.ElementsPerTensor, ref random))
        {
            double near = pass.Slope(tensor, values, i, options.Step, out double nearBend);
            double far = pass.Slope(tensor, values, i, 2 * options.Step, out double farBend);
            double slope = ((4 * near) - far) / 3;

            // A sharp bend of the loss within the steps shows in the slopes, or where it is in the middle, in how they differ to both
            // sides: of a smooth loss, that is in proportion to the step.
            double limit = (2 * noiseFloor) + (0.01 * Math.Max(Math.Abs(near), Math.Abs(far)));
            if (Math.Abs(near - far) > limit || Math.Abs(farBend - (2 * nearBend)) > 2 * limit)
            {
                unsettled++;
                continue;
            }

            compared++;
            int columns = tensor.Columns ?? 1;
            var difference = new GradientDifference(i / columns, i % columns, emitted[i], slope);
            double scale = Math.Max(Math.Max(Math.Abs(slope), Math.Abs(difference.Gradient)), noiseFloor);
            double relative = scale == 0 ? 0 : Math.Max(0, difference.Absolute - noiseFloor) / scale;
            Keep(difference.Absolute, difference, ref maxAbsolute, ref largestAbsolute);
            Keep(relative, difference, ref maxRelative, ref largestRelative);
        }

        return new TensorGradientCheck
        {
            Tensor = tensor,
            Compared = compared,
            Unsettled = unsettled,
            MaxAbsoluteDifference = maxAbsolute,
            MaxRelativeDifference = maxRelative,
            LargestAbsolute = largestAbsolute,
            LargestRelative = largestRelative,
        };
    }

    /// <summary>Keeps the greater value; a NaN is greater than any.</summary>
    private static void Keep(double value, GradientDifference difference, ref double max, ref GradientDifference? largest)
    {
        if (largest is null || value > max || (double.IsNaN(value) && !double.IsNaN(max)))
        {
            max = value;
            largest = difference;
        }
    }

    /// <summary>Different indices in rising order: all, or some drawn one by one (Knuth's algorithm S).</summary>
    private static List<int> Sample(int count, int wanted, ref SeededRandom random)
    {
        var indices = new List<int>(Math.Min(count, wanted));
        for (int i = 0; i < count && indices.Count < wanted; i++)
        {
            if (count <= wanted || random.NextDouble() * (count - i) < wanted - indices.Count)
            {
                indices.Add(i);
            }
        }

        return indices;
    }
}
