using System.Numerics.Tensors;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>
/// How much of a gradient reaches back through time: ‖∂L/∂h_(T-k)‖ of the loss L of the last step alone, for k = 1 … T, divided by that
/// of k = 1, and averaged over the sequences. Networks give gradients by the state at their beginning, so the sequence is passed by a
/// network of one step and the same parameters, whose gradients are handed from step to step.
/// </summary>
internal static class GradientReach
{
    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tokens">[T, B]</param>
    /// <param name="targets">Of the last step, [B].</param>
    /// <returns>A value for each k from 1 on.</returns>
    /// <typeparam name="TNetwork">Its class.</typeparam>
    /// <typeparam name="TStep">A class of the same shape, of one time step.</typeparam>
    public static double[] Measure<TNetwork, TStep>(TNetwork network, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
        where TStep : class, ITokenSequenceNetwork<TStep>
    {
        TStep step = Copy<TNetwork, TStep>(network);
        int batchSize = targets.Length;
        int stateSize = TStep.Shape.StateSize;
        float[] states = new float[batchSize * stateSize];
        float[] outputs = new float[batchSize * TStep.Shape.OutputSize];
        var tapes = new TrainingTape[tokens.Length / batchSize];
        for (int t = 0; t < tapes.Length; t++)
        {
            tapes[t] = TStep.CreateTape(batchSize);
            step.Forward(tokens.Slice(t * batchSize, batchSize), outputs, tapes[t], states);
        }

        float[] outputGradients = new float[outputs.Length];
        SoftmaxCrossEntropy.Compute(outputs, targets, outputGradients);
        ParameterGradients parameterGradients = TStep.CreateGradients();
        float[] later = new float[states.Length];
        float[] earlier = new float[states.Length];
        double[] norms = new double[tapes.Length];
        for (int k = 1; k <= tapes.Length; k++)
        {
            step.Backward(
                outputGradients, tapes[^k], parameterGradients, initialStateGradients: earlier, finalStateGradients: later);
            norms[k - 1] = Enumerable.Range(0, batchSize)
                .Average(b => (double)TensorPrimitives.Norm<float>(earlier.AsSpan(b * stateSize, stateSize)));
            (later, earlier) = (earlier, later);
            Array.Clear(outputGradients);
        }

        return [.. norms.Select(norm => norm / norms[0])];
    }

    private static TStep Copy<TNetwork, TStep>(TNetwork network)
        where TNetwork : class, ISequenceNetwork<TNetwork>
        where TStep : class, ISequenceNetwork<TStep>
    {
        TStep copy = TStep.CreateEmpty();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            TStep.Tensors[tensor.Name].CopyFrom(values, copy.Parameters);
        }

        return copy;
    }
}
