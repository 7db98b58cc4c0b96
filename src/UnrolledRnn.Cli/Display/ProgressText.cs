using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>Progress in words: of characters in bits, of values as it is.</summary>
internal static class ProgressText
{
    /// <summary>The loss.</summary>
    public static string Loss(TrainingProgress progress) => progress.IsOfValues
        ? progress.Loss.ToString("G4", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Loss:F3}  {progress.BitsPerCharacter:F2} bits/char");

    /// <summary>The speed.</summary>
    public static string Speed(TrainingProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{progress.CharactersPerSecond:N0} {(progress.IsOfValues ? "steps/s" : "char/s")}");
}
