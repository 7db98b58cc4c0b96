using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Reports;

/// <summary>Sentences about a run.</summary>
internal static class TrainingNotes
{
    private const int SpecialTokens = 3;

    /// <summary>The network.</summary>
    public static string Network(CharacterTraining training, TrainingOptions options) =>
        $"Network: {Sizes(training.Shape, " -> ")}, "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{training.ParameterCount:N0} parameters, {training.Shape.SequenceLength} steps, {options.BatchSize} streams");

    /// <summary>The values of each layer, the input first.</summary>
    public static string Sizes(NetworkShape shape, string arrow) => string.Join(
        arrow,
        shape.Layers.Select(layer => layer.OutputSize).Prepend(shape.InputSize)
            .Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The text.</summary>
    public static string Text(CharacterTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"Text: {training.TrainingCharacters:N0} characters to train on, {training.HeldOutCharacters:N0} held out; ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{training.Vocabulary.Count} of {training.Shape.InputSize} tokens in use, ")
        + string.Create(CultureInfo.InvariantCulture, $"{training.UnknownCharacters:N0} characters became <unk>");

    /// <summary>How much of the text is unknown.</summary>
    public static string Unknown(CharacterTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.UnknownShare:P1} of the characters of the text, or of its held-out part, ")
        + $"are not among the {training.Vocabulary.Count - SpecialTokens} that the model learns.";

    /// <summary>The loss of the model that the run has come to.</summary>
    public static string HeldOutLoss(CharacterTraining training, bool isSaved)
    {
        double loss = training.History.BestHeldOut;
        if (double.IsNaN(loss))
        {
            return "Held-out loss not measured: training did not come to the end of its first epoch.";
        }

        string parameters = isSaved ? "the saved parameters" : "this run's parameters";
        string counted = training.UnknownCharacters > 0 ? ", over the characters that it knows" : "";
        string guess = loss > Math.Log(training.Vocabulary.Count) ? " To guess would be better; try a lower --learning-rate." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Held-out loss {loss:F4} nats per character ({loss / Math.Log(2):F3} bits) with {parameters}{counted}.{guess}");
    }

    /// <summary>What has to happen to the model that is in the folder.</summary>
    public static string EarlierIsThere(double earlier, bool overwrite) => string.Create(
        CultureInfo.InvariantCulture,
        $"The folder holds a model of this text with a held-out loss of {earlier:F4} nats per character, as this run measures it; ")
        + $"it stays until this run has a better one{(overwrite ? ", or ends" : "")}.";

    /// <summary>Why the earlier model has stayed.</summary>
    public static string EarlierStays(double? earlier, double loss) => earlier < loss
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The earlier model in the folder is better ({earlier:F4} against {loss:F4} nats per character) and stays: ")
            + "nothing was written."
        : "The earlier model in the folder stays: nothing was written.";
}
