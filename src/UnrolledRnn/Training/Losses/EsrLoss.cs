using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// The loss of amplifier models (Wright, Damskägg and Välimäki, 2019): the error-to-signal ratio after a first-order pre-emphasis,
/// y[t] - a y[t-1], plus a term for the offset. Each value of an output of each sequence is a signal of its own, and the loss is the mean
/// over signals of esr · mean(f(d)²) / (mean(f(y)²) + ε) + dc · mean(d)² / (mean(y²) + ε), where d = prediction - target, f is the
/// pre-emphasis, and means go over time. A sequence is what one pass reads: before it, f sees zeros.
/// </summary>
public sealed class EsrLoss : ILoss
{
    private readonly int _batchSize;
    private readonly int _channels;

    /// <summary>Creates the loss.</summary>
    /// <param name="batchSize">B, the sequences of a batch; at least 1.</param>
    /// <param name="channels">nOut, the outputs of each step; at least 1.</param>
    /// <param name="preEmphasis">a, a number from 0, for no filter, to 1.</param>
    /// <param name="epsilon">ε, which keeps the ratios of silence finite; above 0.</param>
    /// <param name="esrWeight">The factor esr of the ratio; finite, at least 0.</param>
    /// <param name="dcWeight">The factor dc of the offset; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public EsrLoss(
        int batchSize,
        int channels = 1,
        float preEmphasis = 0.85f,
        float epsilon = 1e-5f,
        float esrWeight = 1,
        float dcWeight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        _ = checked(batchSize * channels);
        _batchSize = batchSize;
        _channels = channels;
        PreEmphasis = Hyperparameter.PreEmphasis(preEmphasis, nameof(preEmphasis));
        Epsilon = Hyperparameter.AboveZero(epsilon, nameof(epsilon));
        EsrWeight = Hyperparameter.AtLeastZero(esrWeight, nameof(esrWeight));
        DcWeight = Hyperparameter.AtLeastZero(dcWeight, nameof(dcWeight));
    }

    /// <summary>a, the coefficient of the pre-emphasis.</summary>
    public float PreEmphasis { get; }

    /// <summary>ε, which keeps the ratios of silence finite.</summary>
    public float Epsilon { get; }

    /// <summary>The factor of the ratio.</summary>
    public float EsrWeight { get; }

    /// <summary>The factor of the offset.</summary>
    public float DcWeight { get; }

    /// <summary>The loss and its gradient.</summary>
    /// <param name="predictions">[T, B, nOut], for any T.</param>
    /// <param name="targets">[T, B, nOut]</param>
    /// <param name="gradients">[T, B, nOut], overwritten.</param>
    /// <returns>The loss; 0 for no values.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        CheckLengths(predictions, targets, gradients);
        return Mean(predictions, targets, default, gradients, counted: predictions.IsEmpty ? 0 : _batchSize);
    }

    /// <summary>
    /// The loss with a weight for each step of each sequence, which enters all means over time. A step of weight 0 counts as silence,
    /// and a sequence of such steps not at all.
    /// </summary>
    /// <param name="predictions">[T, B, nOut], for any T.</param>
    /// <param name="targets">[T, B, nOut]</param>
    /// <param name="weights">[T, B]; finite, at least 0.</param>
    /// <param name="gradients">[T, B, nOut], overwritten.</param>
    /// <returns>The loss; 0 where every weight is 0.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients)
    {
        CheckLengths(predictions, targets, gradients);
        Throw.IfLengthDiffers(weights.Length, predictions.Length / _channels, nameof(weights));
        LossWeights.Sum(weights);
        int counted = 0;
        for (int sequence = 0; sequence < _batchSize && !weights.IsEmpty; sequence++)
        {
            counted += SignalView.HasWeight(weights, sequence, _batchSize) ? 1 : 0;
        }

        return Mean(predictions, targets, weights, gradients, counted);
    }

    private double Mean(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients, int counted)
    {
        if (counted == 0)
        {
            gradients.Clear();
            return 0;
        }

        int signals = _batchSize * _channels;
        double share = 1.0 / ((double)counted * _channels);
        double loss = 0;
        for (int signal = 0; signal < signals; signal++)
        {
            var view = new SignalView(predictions, targets, weights, signal, _channels, signals);
            SignalSums sums = view.Sum(PreEmphasis);
            double ratioScale = sums.Weight == 0 ? 0 : share * EsrWeight / (sums.FilteredEnergy + (Epsilon * sums.Weight));
            double offset = sums.Weight == 0 ? 0 : sums.Difference / sums.Weight;
            double offsetScale = sums.Weight == 0 ? 0 : share * DcWeight / ((sums.Energy / sums.Weight) + Epsilon);
            loss += (ratioScale * sums.FilteredError) + (offsetScale * offset * offset);
            view.Differentiate(PreEmphasis, 2 * ratioScale, sums.Weight == 0 ? 0 : 2 * offsetScale * offset / sums.Weight, gradients);
        }

        return loss;
    }

    private void CheckLengths(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        if (predictions.Length % (_batchSize * _channels) != 0)
        {
            Throw.IfNotMultiple(
                predictions.Length, _batchSize * _channels, nameof(predictions), $"[T, B = {_batchSize}, nOut = {_channels}]");
        }

        LossWeights.CheckLengths(predictions, targets, gradients);
    }
}
