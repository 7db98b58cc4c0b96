using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>The epochs of a run as a text of its checkpoint, and back: every bit of every number.</summary>
internal static class FitHistory
{
    /// <summary>The key among the texts of the checkpoint.</summary>
    public const string Key = "fit.history";

    private const int Numbers = 6;

    /// <summary>Writes epochs: one a line, its numbers apart by spaces.</summary>
    public static string ToText(IEnumerable<EpochResult> history) => string.Join('\n', history.Select(epoch => string.Join(
        ' ',
        [
            Text(epoch.Epoch), Text(epoch.Loss), Text(epoch.ValidationLoss), Text(epoch.LearningRate), Text(epoch.GradientNorm),
            Text(epoch.SkippedSteps), .. epoch.Metrics.Select(Text),
        ])));

    /// <summary>Reads epochs.</summary>
    /// <param name="text">The text, or null for a checkpoint that has none.</param>
    /// <param name="metrics">The metrics of the run.</param>
    /// <param name="path">The checkpoint.</param>
    /// <exception cref="ModelFormatException">The checkpoint is of a run with other metrics, or of none.</exception>
    public static List<EpochResult> Parse(string? text, int metrics, string path)
    {
        if (text is null)
        {
            throw new ModelFormatException(path, $"expected a checkpoint of Fit with '{Key}', found none.");
        }

        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Epoch(line, metrics, path))];
    }

    private static EpochResult Epoch(string line, int metrics, string path)
    {
        string[] texts = line.Split(' ');
        double[] numbers = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (texts.Length != Numbers + metrics || !StateText.TryParse(texts[i], out numbers[i]))
            {
                throw new ModelFormatException(path, $"expected epochs with {metrics} metrics in '{Key}', found '{line}'.");
            }
        }

        return new EpochResult
        {
            Epoch = (int)numbers[0],
            Loss = numbers[1],
            ValidationLoss = numbers[2],
            LearningRate = (float)numbers[3],
            GradientNorm = numbers[4],
            SkippedSteps = (long)numbers[5],
            Metrics = numbers[Numbers..],
        };
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
