using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Normal noise on gradients, which helps deep and long networks off plateaus (Neelakantan et al., 2015): of variance η / (1 + step)^γ.
/// Each value depends on the seed, the step and the place of its parameter among PyTorch's tensors alone: the same bits whatever the order
/// of steps, and however a compiler lays out the parameters. Padding gets none.
/// </summary>
public sealed class GradientNoise
{
    private readonly int[] _indices;
    private readonly int _parameterCount;
    private readonly long _seed;
    private readonly float _variance;
    private readonly float _decay;

    /// <summary>Prepares noise for a network.</summary>
    /// <param name="tensors">The tensors of the network, <c>TNetwork.Tensors</c>.</param>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="seed">Any number; different seeds give unrelated noise.</param>
    /// <param name="variance">η, the variance at step 0; finite, at least 0. The paper takes 0.01, 0.3 and 1.</param>
    /// <param name="decay">γ, how fast the noise dies away; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GradientNoise(ParameterTensors tensors, int parameterCount, long seed, float variance, float decay = 0.55f)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        _variance = Hyperparameter.AtLeastZero(variance, nameof(variance));
        _decay = Hyperparameter.AtLeastZero(decay, nameof(decay));
        _parameterCount = parameterCount;
        _seed = seed;
        _indices = new int[tensors.Sum(tensor => tensor.Count)];
        int begin = 0;
        foreach (ParameterTensor tensor in tensors)
        {
            tensor.CopyIndices(_indices.AsSpan(begin, tensor.Count));
            begin += tensor.Count;
        }
    }

    /// <summary>Adds the noise of a step.</summary>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <param name="step">From 0.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void AddTo(Span<float> gradients, long step)
    {
        Throw.IfLengthDiffers(gradients.Length, _parameterCount, nameof(gradients));
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double deviation = Math.Sqrt(_variance / Math.Pow(1.0 + step, _decay));

        // A seed of seeds: the sequences of neighbouring steps would otherwise be one sequence, shifted.
        var steps = new SeededRandom(_seed);
        var random = new SeededRandom((long)(steps.NextBits() ^ new SeededRandom(step).NextBits()));
        var values = new SeededRandom((long)random.NextBits());
        foreach (int index in _indices)
        {
            gradients[index] += (float)(deviation * values.NextGaussian());
        }
    }
}
