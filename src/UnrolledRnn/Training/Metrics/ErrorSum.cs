using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The running weighted mean of an error of single values.</summary>
/// <typeparam name="TError">The error; its slope is not used.</typeparam>
internal struct ErrorSum<TError>
    where TError : struct, IElementLoss
{
    private double _sum;
    private double _weight;

    /// <summary>The mean; NaN before a value has counted.</summary>
    public readonly double Mean => _weight == 0 ? double.NaN : _sum / _weight;

    /// <summary>Adds values of weight 1.</summary>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        for (int i = 0; i < predictions.Length; i++)
        {
            _sum += default(TError).Of(predictions[i], targets[i], out _);
        }

        _weight += predictions.Length;
    }

    /// <summary>Adds values with the weights of their positions.</summary>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        int size = LossWeights.PositionSize(predictions.Length, weights);
        double total = LossWeights.Sum(weights);
        for (int i = 0; i < predictions.Length; i++)
        {
            double weight = weights[i / size];
            _sum += weight == 0 ? 0 : weight * default(TError).Of(predictions[i], targets[i], out _);
        }

        _weight += total * size;
    }
}
