using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>Progress in words: of a text in bits, of values as it is.</summary>
internal static class ProgressText
{
    /// <summary>The loss.</summary>
    public static string Loss(TrainingProgress progress) => progress.IsOfValues
        ? progress.Loss.ToString("G4", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Loss:F3}  {progress.BitsPerToken:F2} bits/{progress.Unit.Short}");

    /// <summary>The speed.</summary>
    public static string Speed(TrainingProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{progress.TokensPerSecond:N0} {(progress.IsOfValues ? "steps" : progress.Unit.Short)}/s");
}
