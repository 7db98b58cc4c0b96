using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Reports;

/// <summary>What a person must know of a run to read its losses.</summary>
/// <param name="Options">How the model was trained.</param>
/// <param name="TextName">The text.</param>
/// <param name="TextLength">Its characters.</param>
/// <param name="Shape">The network.</param>
/// <param name="ParameterCount">Values of its parameters.</param>
internal sealed record RunSettings(TrainingOptions Options, string TextName, int TextLength, NetworkShape Shape, long ParameterCount)
{
    private const int LongestName = 60;

    /// <summary>What the loss is measured in.</summary>
    public string Unit { get; init; } = TokenUnit.Character.Loss;

    /// <summary>What the network is trained on, where it is no text.</summary>
    public string? Facts { get; init; }

    /// <summary>What is trained.</summary>
    public string What => Facts is null ? "the language model" : Printable.Line(ShortName);

    /// <summary>The network and how it was trained.</summary>
    public string Network => $"Network {TrainingNotes.Sizes(Shape, " → ")}, "
        + string.Create(CultureInfo.InvariantCulture, $"{ParameterCount:N0} parameters  ·  batch {Options.BatchSize} × ")
        + string.Create(CultureInfo.InvariantCulture, $"{Shape.SequenceLength} steps  ·  learning rate {Options.LearningRate:G4}")
        + string.Create(
            CultureInfo.InvariantCulture, $"  ·  {Options.Epochs} epoch{(Options.Epochs == 1 ? "" : "s")}  ·  seed {Options.Seed}");

    /// <summary>The text and its parts.</summary>
    public string Text => Facts is not null ? Printable.Line(Facts) : string.Create(
        CultureInfo.InvariantCulture,
        $"{ShortName}: {TextLength:N0} characters, of which the last {Options.HeldOut:P0} are held out of training");

    private string ShortName
    {
        get
        {
            string name = Printable.Line(TextName);
            return name.Length <= LongestName ? name : $"{name[..LongestName]}…";
        }
    }
}
