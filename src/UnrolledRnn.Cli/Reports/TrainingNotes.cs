using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Reports;

/// <summary>Sentences about a run.</summary>
internal static class TrainingNotes
{
    private const int SpecialTokens = 3;

    /// <summary>The network.</summary>
    public static string Network(TextTraining training, TrainingOptions options) =>
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
    public static string Text(TextTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"Text: {training.TrainingTokens:N0} {training.Unit.Many} to train on, {training.HeldOutTokens:N0} held out; ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{training.Vocabulary.Count} of {training.Shape.InputSize} tokens in use, ")
        + string.Create(CultureInfo.InvariantCulture, $"{training.UnknownTokens:N0} {training.Unit.Many} became <unk>");

    /// <summary>How much of the text is unknown.</summary>
    public static string Unknown(TextTraining training) => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.UnknownShare:P1} of the {training.Unit.Many} of the text, or of its held-out part, ")
        + $"are not among the {training.Vocabulary.Count - SpecialTokens} that the model learns.";

    /// <summary>The loss of the model that the run has come to.</summary>
    public static string HeldOutLoss(TextTraining training, bool isSaved)
    {
        double loss = training.History.BestHeldOut;
        if (double.IsNaN(loss))
        {
            return "Held-out loss not measured: training did not come to the end of its first epoch.";
        }

        string parameters = isSaved ? "the saved parameters" : "this run's parameters";
        string counted = training.UnknownTokens > 0 ? $", over the {training.Unit.Many} that it knows" : "";
        string guess = loss > Math.Log(training.Vocabulary.Count) ? " To guess would be better; try a lower --learning-rate." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Held-out loss {loss:F4} {training.Unit.Loss} ({loss / Math.Log(2):F3} bits) with {parameters}{counted}.{guess}");
    }

    /// <summary>What has to happen to the model that is in the folder.</summary>
    public static string EarlierIsThere(double earlier, TokenUnit unit, bool overwrite) => string.Create(
        CultureInfo.InvariantCulture,
        $"The folder holds a model of this text with a held-out loss of {earlier:F4} {unit.Loss}, as this run measures it; ")
        + $"it stays until this run has a better one{(overwrite ? ", or ends" : "")}.";

    /// <summary>Why the earlier model has stayed.</summary>
    public static string EarlierStays(double? earlier, double loss, TokenUnit unit) => earlier < loss
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The earlier model in the folder is better ({earlier:F4} against {loss:F4} {unit.Loss}) and stays: ")
            + "nothing was written."
        : "The earlier model in the folder stays: nothing was written.";
}
