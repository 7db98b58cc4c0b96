using System.Globalization;

namespace UnrolledRnn.Cli.Training;

/// <summary>Where training stands.</summary>
/// <param name="Epoch">The current pass over the text, from 1.</param>
/// <param name="Epochs">All passes.</param>
/// <param name="Fraction">The part of all work that is done.</param>
/// <param name="Loss">A running mean of the training loss, in nats per token.</param>
/// <param name="HeldOutLoss">The loss on the held-out text after the last whole pass, or null.</param>
/// <param name="TokensPerSecond">Training speed.</param>
/// <param name="TimeLeft">An estimate.</param>
internal readonly record struct TrainingProgress(
    int Epoch, int Epochs, double Fraction, double Loss, double? HeldOutLoss, double TokensPerSecond, TimeSpan TimeLeft)
{
    /// <summary>Whether the loss is one of values, not of a text.</summary>
    public bool IsOfValues { get; init; }

    /// <summary>What a token of a text is called.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Character;

    /// <summary>The step, from 1 over the whole run.</summary>
    public long Step { get; init; }

    /// <summary>The loss of the step alone.</summary>
    public double StepLoss { get; init; }

    /// <summary>The learning rate of the step.</summary>
    public float LearningRate { get; init; }

    /// <summary>The norm of the gradients before they were scaled down.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The loss in bits.</summary>
    public double BitsPerToken => Loss / Math.Log(2);

    /// <summary>The time left, such as <c>1:05</c> or <c>2:01:05</c>.</summary>
    public string TimeLeftText => TimeLeft.TotalHours < 1
        ? TimeLeft.ToString("m\\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)TimeLeft.TotalHours}:{TimeLeft:mm\\:ss}");
}
