using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Connectionist temporal classification (Graves et al., 2006), as PyTorch's CTCLoss with the mean: targets that say which labels come,
/// in which order, but not when. A path gives each step a label or blank; without repetitions and blanks it reads as a target. The loss of
/// a sequence is -ln of the probability of all paths that read as its target, divided by the target's length (1 for none); the loss is
/// the mean over the batch. Everything is computed in double and allocated by the constructor; a loss serves one call at a time.
/// </summary>
public sealed class CtcLoss
{
    private readonly CtcLattice _lattice;

    /// <summary>Allocates the memory of the loss.</summary>
    /// <param name="sequenceLength">T, the steps of a sequence; at least 1.</param>
    /// <param name="batchSize">B, the sequences of a batch; at least 1.</param>
    /// <param name="classes">K, the labels and blank; at least 1.</param>
    /// <param name="maxTargetLength">S, the labels of the longest target; at least 1.</param>
    /// <param name="blank">The class of blank, from 0 to K - 1.</param>
    /// <param name="zeroInfinity">
    /// Whether a sequence that is too short for its target counts as a loss of 0; otherwise its loss is infinite, and training skips the
    /// batch.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CtcLoss(int sequenceLength, int batchSize, int classes, int maxTargetLength, int blank = 0, bool zeroInfinity = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTargetLength, 1);
        Throw.IfTokenOutOfRange(blank, classes, nameof(blank));
        SequenceLength = sequenceLength;
        BatchSize = batchSize;
        Classes = classes;
        MaxTargetLength = maxTargetLength;
        Blank = blank;
        ZeroInfinity = zeroInfinity;
        _lattice = new CtcLattice(sequenceLength, classes, maxTargetLength, blank);
    }

    /// <summary>T, the steps of a sequence.</summary>
    public int SequenceLength { get; }

    /// <summary>B, the sequences of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>K, the labels and blank.</summary>
    public int Classes { get; }

    /// <summary>S, the labels of the longest target.</summary>
    public int MaxTargetLength { get; }

    /// <summary>The class of blank.</summary>
    public int Blank { get; }

    /// <summary>Whether a sequence that is too short for its target counts as a loss of 0.</summary>
    public bool ZeroInfinity { get; }

    /// <summary>The loss and its gradient by the logits.</summary>
    /// <param name="logits">[T, B, K]</param>
    /// <param name="targets">[B, S] labels, none of them blank; what is behind the length of a target may be anything.</param>
    /// <param name="targetLengths">[B], each from 0 to S.</param>
    /// <param name="inputLengths">[B], each from 1 to T: the steps that count; or empty where all do.</param>
    /// <param name="gradients">[T, B, K], overwritten; zeros where a sequence has ended or has no finite loss.</param>
    /// <returns>The loss in nats.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label or a length is out of its range.</exception>
    public double Compute(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> targetLengths,
        ReadOnlySpan<int> inputLengths,
        Span<float> gradients)
    {
        Throw.IfLengthDiffers(logits.Length, (long)SequenceLength * BatchSize * Classes, nameof(logits));
        Throw.IfLengthDiffers(gradients.Length, logits.Length, nameof(gradients));
        Check(targets, targetLengths, inputLengths);
        gradients.Clear();
        double loss = 0;
        for (int b = 0; b < BatchSize; b++)
        {
            ReadOnlySpan<int> target = targets.Slice(b * MaxTargetLength, targetLengths[b]);
            int steps = inputLengths.IsEmpty ? SequenceLength : inputLengths[b];
            double share = 1.0 / ((double)BatchSize * Math.Max(target.Length, 1));
            double own = _lattice.Run(logits, b, BatchSize, steps, target);
            if (double.IsFinite(own))
            {
                _lattice.Differentiate(gradients, b, BatchSize, steps, target, share);
            }

            loss += ZeroInfinity && double.IsPositiveInfinity(own) ? 0 : own * share;
        }

        return loss;
    }

    /// <summary>Throws unless the targets and lengths are some.</summary>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label or a length is out of its range.</exception>
    internal void Check(ReadOnlySpan<int> targets, ReadOnlySpan<int> targetLengths, ReadOnlySpan<int> inputLengths)
    {
        Throw.IfLengthDiffers(targets.Length, (long)BatchSize * MaxTargetLength, nameof(targets));
        CheckLengths(targetLengths, 0, MaxTargetLength, nameof(targetLengths));
        if (!inputLengths.IsEmpty)
        {
            CheckLengths(inputLengths, 1, SequenceLength, nameof(inputLengths));
        }

        for (int b = 0; b < BatchSize; b++)
        {
            foreach (int label in targets.Slice(b * MaxTargetLength, targetLengths[b]))
            {
                Throw.IfTokenOutOfRange(label, Classes, nameof(targets));
                if (label == Blank)
                {
                    throw new ArgumentOutOfRangeException(nameof(targets), label, $"Expected labels other than blank, got {label}.");
                }
            }
        }
    }

    private void CheckLengths(ReadOnlySpan<int> lengths, int least, int most, string parameterName)
    {
        Throw.IfLengthDiffers(lengths.Length, BatchSize, parameterName);
        foreach (int length in lengths)
        {
            if (length < least || length > most)
            {
                throw new ArgumentOutOfRangeException(parameterName, length, $"Expected lengths from {least} to {most}, got {length}.");
            }
        }
    }
}
