using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>A line now and then, for logs and pipes.</summary>
internal sealed class PlainTrainingDisplay(TextWriter output) : ITrainingDisplay
{
    private const int Lines = 20;

    /// <inheritdoc/>
    public bool Show(Func<Action<TrainingProgress>, bool> run)
    {
        int shown = 0;
        return run(progress =>
        {
            if (progress.Fraction * Lines >= shown + 1)
            {
                shown = (int)(progress.Fraction * Lines);
                string heldOut = progress.HeldOutLoss is double loss ? $"  held out {loss.ToString("F3", CultureInfo.InvariantCulture)}" : "";
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{progress.Fraction,4:P0}  epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:F3}  {progress.BitsPerCharacter:F2} bits/char  {progress.CharactersPerSecond:N0} char/s  {progress.TimeLeftText} left{heldOut}"));
            }
        });
    }
}
