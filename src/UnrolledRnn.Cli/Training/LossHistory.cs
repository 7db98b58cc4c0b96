using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>The losses of a run, for the curve.</summary>
internal sealed class LossHistory
{
    /// <summary>Passes over the text at which a training loss was noted, and the mean loss since the one before.</summary>
    public List<(double Epoch, double Loss)> Training { get; } = [];

    /// <summary>The same for the held-out text.</summary>
    public List<(double Epoch, double Loss)> HeldOut { get; } = [];

    /// <summary>Every epoch.</summary>
    public List<EpochResult> Epochs { get; } = [];

    /// <summary>The lowest held-out loss.</summary>
    public double BestHeldOut => HeldOut.Count == 0 ? double.NaN : HeldOut.Min(point => point.Loss);
}
