using System.ComponentModel;
using UnrolledRnn.CompilerServices;
using UnrolledRnn.Training;

namespace UnrolledRnn;

/// <content>The regularisation of passes that train.</content>
public abstract partial class TrainingTape
{
    /// <summary>The greatest value of <see cref="RegularizedPasses"/>.</summary>
    internal const long MostPasses = (1L << 48) - 1;

    /// <summary>How recorded passes are regularised while <see cref="IsTraining"/> is set; null, as at first, for not at all.</summary>
    public Regularization? Regularization { get; set; }

    /// <summary>
    /// Whether recorded passes are regularised, true unless it is set; false for passes that only evaluate. A trainer sets it for each
    /// pass. A backward pass goes back over what its forward pass was.
    /// </summary>
    public bool IsTraining { get; set; } = true;

    /// <summary>
    /// How many passes have been regularised. Masks of the next one depend on it: after it is set back, the same masks come again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below 0 or above 2^48 - 1.</exception>
    public long RegularizedPasses
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostPasses);
            field = value;
        }
    }

    /// <summary>
    /// The activation penalties of the last forward pass, which are part of what a backward pass differentiates; 0 where there are none.
    /// </summary>
    public double Penalty { get; internal set; }

    /// <summary>
    /// What a backward pass multiplies the gradients of the penalties with, as whoever calls it has multiplied those by the outputs; 1
    /// unless it is set.
    /// </summary>
    public float PenaltyScale { get; set; } = 1;

    /// <summary>The inputs as layers read them; generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DroppedValues DroppedInputs { get; } = new();

    /// <summary>How the pass on the tape is regularised, or null.</summary>
    internal Regularization? ActiveRegularization { get; private set; }

    /// <summary>The number of the pass on the tape, where it is regularised.</summary>
    internal long ActivePass { get; private set; }

    /// <summary>Throws where the inputs of a pass are tokens and values of them are to be dropped; generated code calls it.</summary>
    /// <exception cref="InvalidOperationException">They are to be dropped.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ThrowIfTokensAreDropped()
    {
        if (ActiveRegularization is { InputDropout: > 0 } regularization)
        {
            throw new InvalidOperationException(
                $"Expected input vectors or a network with an embedding for InputDropout = {regularization.InputDropout}, got tokens.");
        }
    }

    private void BeginRegularization()
    {
        ActiveRegularization = IsTraining ? Regularization : null;
        Penalty = 0;
        if (ActiveRegularization is not null)
        {
            ActivePass = RegularizedPasses;
            RegularizedPasses = ActivePass == MostPasses ? 0 : ActivePass + 1;
        }
    }
}
