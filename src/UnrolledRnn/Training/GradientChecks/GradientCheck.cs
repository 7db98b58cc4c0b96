using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Compares the gradients of emitted code with slopes of the loss. A slope is taken by central differences over h and 2 h, combined
/// so that errors of the second order go away: (4 D(h) - D(2 h)) / 3, D(h) = (L(p + h) - L(p - h)) / 2 h (Richardson). Forward passes
/// are the emitted ones, in float, from the network's initial state; losses are summed in double. So a slope carries the rounding of
/// the outputs, about 1e-7 of each, divided by h: see <see cref="GradientReport.NoiseFloor"/>. The parameters are afterwards what they
/// were, bit for bit. It is made for tests: it allocates, and takes four forward passes for each element.
/// </summary>
public static class GradientCheck
{
    /// <summary>Checks the gradients of a weighted sum of the outputs, with weights drawn from -1 to 1.</summary>
    /// <param name="network">The network; its parameters are moved for the time of the call.</param>
    /// <param name="inputs">[T, B, nIn], for any B.</param>
    /// <param name="options">Settings, or null for the usual ones.</param>
    /// <returns>The differences, tensor by tensor.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static GradientReport Run<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, GradientCheckOptions? options = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        int batchSize = BatchSize<TNetwork>(inputs.Length, TNetwork.Shape.InputSize, nameof(inputs));
        var random = new SeededRandom(options?.Seed ?? 0);
        float[] weights = new float[OutputLength<TNetwork>(batchSize)];
        foreach (ref float weight in weights.AsSpan())
        {
            weight = (float)((2 * random.NextDouble()) - 1);
        }

        return Run(network, inputs, weights, new WeightedSum(), options);
    }

    /// <summary>Checks the gradients of a loss over float targets.</summary>
    /// <param name="network">The network; its parameters are moved for the time of the call.</param>
    /// <param name="inputs">[T, B, nIn], for any B.</param>
    /// <param name="targets">[T, B, nOut], or [B, nOut] where only the last step has an output.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">Settings, or null for the usual ones.</param>
    /// <returns>The differences, tensor by tensor.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static GradientReport Run<TNetwork>(
        TNetwork network,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        ILoss loss,
        GradientCheckOptions? options = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        int batchSize = BatchSize<TNetwork>(inputs.Length, TNetwork.Shape.InputSize, nameof(inputs));
        Throw.IfLengthDiffers(targets.Length, OutputLength<TNetwork>(batchSize), nameof(targets));
        return GradientSlopes.Compare(network, batchSize, new VectorProblem<TNetwork>(inputs.ToArray(), targets.ToArray(), loss), options);
    }

    /// <summary>Checks the gradients of the cross-entropy with target classes.</summary>
    /// <param name="network">The network, which gives logits; its parameters are moved for the time of the call.</param>
    /// <param name="inputs">[T, B, nIn], for any B.</param>
    /// <param name="targets">[T, B], or [B] where only the last step has an output.</param>
    /// <param name="loss">The loss, or null for one without smoothing and weights.</param>
    /// <param name="options">Settings, or null for the usual ones.</param>
    /// <returns>The differences, tensor by tensor.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a target is no class.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits, or the loss has weights of other classes.</exception>
    public static GradientReport Run<TNetwork>(
        TNetwork network,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        CrossEntropyLoss? loss = null,
        GradientCheckOptions? options = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int batchSize = BatchSize<TNetwork>(inputs.Length, TNetwork.Shape.InputSize, nameof(inputs));
        ClassTargets.Check<TNetwork>(targets, batchSize, loss);
        var problem = new ClassProblem<TNetwork>(inputs.ToArray(), targets.ToArray(), loss ?? new CrossEntropyLoss());
        return GradientSlopes.Compare(network, batchSize, problem, options);
    }

    /// <summary>Checks the gradients of the cross-entropy with target tokens.</summary>
    /// <param name="network">The network, which gives logits; its parameters are moved for the time of the call.</param>
    /// <param name="tokens">[T, B], for any B.</param>
    /// <param name="targets">[T, B], or [B] where only the last step has an output.</param>
    /// <param name="loss">The loss, or null for one without smoothing and weights.</param>
    /// <param name="options">Settings, or null for the usual ones.</param>
    /// <returns>The differences, tensor by tensor.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a token is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits, or the loss has weights of other classes.</exception>
    public static GradientReport RunTokens<TNetwork>(
        TNetwork network,
        ReadOnlySpan<int> tokens,
        ReadOnlySpan<int> targets,
        CrossEntropyLoss? loss = null,
        GradientCheckOptions? options = null)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int batchSize = BatchSize<TNetwork>(tokens.Length, size: 1, nameof(tokens));
        ClassTargets.Check<TNetwork>(targets, batchSize, loss);
        var problem = new TokenProblem<TNetwork>(tokens.ToArray(), targets.ToArray(), loss ?? new CrossEntropyLoss());
        return GradientSlopes.Compare(network, batchSize, problem, options);
    }

    private static int BatchSize<TNetwork>(int length, int size, string parameterName)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        int sequence = TNetwork.Shape.SequenceLength * size;
        if (length == 0 || length % sequence != 0)
        {
            throw new ArgumentException(
                $"Expected at least one sequence of {sequence} elements, and whole ones, got {length} elements.", parameterName);
        }

        return length / sequence;
    }

    private static int OutputLength<TNetwork>(int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork> => TNetwork.Shape.OutputSteps * batchSize * TNetwork.Shape.OutputSize;

    /// <summary>Σ output · weight, where the weights come as the targets.</summary>
    private sealed class WeightedSum : ILoss
    {
        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
        {
            targets.CopyTo(gradients);
            double sum = 0;
            for (int i = 0; i < predictions.Length; i++)
            {
                sum += (double)predictions[i] * targets[i];
            }

            return sum;
        }
    }
}
