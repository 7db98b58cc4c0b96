using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// The error-to-signal ratio over all chunks added: Σ f(d)² / (Σ f(y)² + N ε) over time, where d = prediction - target and f is the
/// pre-emphasis y[t] - a y[t-1], as the mean over signals: each value of an output of each sequence. Chunks go on from each other, so
/// that f sees the last step of the chunk before.
/// </summary>
public sealed class EsrMetric : IValueMetric
{
    private readonly int _signals;
    private readonly int _channels;
    private readonly double[] _errors;
    private readonly double[] _energies;
    private readonly double[] _lastDifferences;
    private readonly double[] _lastTargets;
    private long _steps;

    /// <summary>Creates a metric that has seen nothing.</summary>
    /// <param name="batchSize">B, the sequences of a batch; at least 1.</param>
    /// <param name="channels">nOut, the outputs of each step; at least 1.</param>
    /// <param name="preEmphasis">a, a number from 0, for no filter, to 1.</param>
    /// <param name="epsilon">ε, finite, at least 0; without it, the ratio of a silent signal is infinite or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public EsrMetric(int batchSize, int channels = 1, float preEmphasis = 0.85f, float epsilon = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        _signals = checked(batchSize * channels);
        _channels = channels;
        PreEmphasis = Hyperparameter.PreEmphasis(preEmphasis, nameof(preEmphasis));
        Epsilon = Hyperparameter.AtLeastZero(epsilon, nameof(epsilon));
        _errors = new double[_signals];
        _energies = new double[_signals];
        _lastDifferences = new double[_signals];
        _lastTargets = new double[_signals];
    }

    /// <summary>a, the coefficient of the pre-emphasis.</summary>
    public float PreEmphasis { get; }

    /// <summary>ε, added to the mean energy of each signal.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    public string Name => "ESR";

    /// <summary>The mean of the ratios; NaN before a step was added.</summary>
    public double Value
    {
        get
        {
            double sum = 0;
            for (int signal = 0; signal < _signals; signal++)
            {
                sum += _errors[signal] / (_energies[signal] + (Epsilon * (double)_steps));
            }

            return sum / _signals;
        }
    }

    /// <summary>Adds a chunk.</summary>
    /// <param name="predictions">[T, B, nOut], for any T.</param>
    /// <param name="targets">[T, B, nOut]</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        Throw.IfNotMultiple(predictions.Length, _signals, nameof(predictions));
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        for (int i = 0, signal = 0; i < predictions.Length; i++, signal = signal + 1 == _signals ? 0 : signal + 1)
        {
            Add(signal, predictions[i], targets[i], weight: 1);
        }

        _steps += predictions.Length / _signals;
    }

    /// <summary>
    /// Adds a chunk with a weight for each step of each sequence. A step of weight 0 counts as silence, as in <see cref="EsrLoss"/>.
    /// </summary>
    /// <param name="predictions">[T, B, nOut], for any T.</param>
    /// <param name="targets">[T, B, nOut]</param>
    /// <param name="weights">[T, B]; finite, at least 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite; nothing is added.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        Throw.IfNotMultiple(predictions.Length, _signals, nameof(predictions));
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        Throw.IfLengthDiffers(weights.Length, predictions.Length / _channels, nameof(weights));
        LossWeights.Sum(weights);
        for (int i = 0, signal = 0; i < predictions.Length; i++, signal = signal + 1 == _signals ? 0 : signal + 1)
        {
            Add(signal, predictions[i], targets[i], weights[i / _channels]);
        }

        _steps += predictions.Length / _signals;
    }

    /// <summary>Begins new sequences: the pre-emphasis of the next step sees zeros before it. What was added stays.</summary>
    public void ResetStates()
    {
        Array.Clear(_lastDifferences);
        Array.Clear(_lastTargets);
    }

    /// <summary>Forgets what was added, and begins new sequences.</summary>
    public void Reset()
    {
        _steps = 0;
        Array.Clear(_errors);
        Array.Clear(_energies);
        ResetStates();
    }

    private void Add(int signal, double prediction, double target, double weight)
    {
        double difference = weight == 0 ? 0 : prediction - target;
        double heard = weight == 0 ? 0 : target;
        double filteredDifference = difference - (PreEmphasis * _lastDifferences[signal]);
        double filteredTarget = heard - (PreEmphasis * _lastTargets[signal]);
        _errors[signal] += weight * filteredDifference * filteredDifference;
        _energies[signal] += weight * filteredTarget * filteredTarget;
        _lastDifferences[signal] = difference;
        _lastTargets[signal] = heard;
    }
}
