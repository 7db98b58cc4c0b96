using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Compiler;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Inspection;

/// <summary>What there is to know of a model: its layers, what its file says, and how its code would be planned.</summary>
/// <param name="terminal">Shows it.</param>
internal sealed class ModelReport(Terminal terminal)
{
    private const int LongestText = 300;

    private static readonly TableColumn[] s_columns =
        [new("#", IsNumber: true), new("layer"), new("values"), new("parameters", IsNumber: true), new("bytes", IsNumber: true)];

    /// <summary>A table of the layers.</summary>
    public void Layers(ModelDescription model)
    {
        List<string[]> rows = [];
        foreach (ModelLayer layer in model.Layers)
        {
            long parameters = layer.Tensors.Values.Sum(tensor => (long)tensor.Values.Length);
            rows.Add(Row(Number(rows.Count + 1), $"{layer.Shape}", layer.Shape.InputSize, layer.Shape.OutputSize, parameters));
        }

        rows.Add(Row("", "all", model.InputSize, model.OutputSize, model.ParameterCount));
        terminal.Table(s_columns, rows);
    }

    /// <summary>What is said of the model as a whole.</summary>
    public void Facts(ModelDescription model)
    {
        terminal.Line($"Sample rate: {(model.SampleRate is double rate ? $"{Number(rate)} Hz" : "not in the file")}");
        if (model.PrewarmSeconds > 0)
        {
            terminal.Line($"Prewarm: {model.PrewarmSeconds.ToString(CultureInfo.InvariantCulture)} s of zeros before the first sample");
        }

        terminal.Line($"Initial state: {(model.HasInitialState ? "in the file" : "zero")}");
        if (model.Residual)
        {
            terminal.Line("Residual: the first inputs are added to the outputs");
        }

        if (model.Outputs != SequenceOutputs.EveryStep)
        {
            terminal.Line($"Outputs: {model.Outputs}");
        }

        if (model.Metadata.Count > 0)
        {
            terminal.Line("Metadata:");
        }

        foreach ((string name, string text) in model.Metadata)
        {
            terminal.Line($"  {name}: {Beginning(text)}");
        }
    }

    /// <summary>How the generator would plan a class of the model.</summary>
    public void Plan(ModelDescription model, int sequenceLength)
    {
        terminal.Heading($"Plan of a generated class, {Number(sequenceLength)} steps a pass");
        try
        {
            Sentences(NetworkPlan.Of(model, sequenceLength));
        }
        catch (NotSupportedException exception)
        {
            terminal.Line($"There is none: {exception.Message}");
        }
    }

    /// <summary>The sentences of a plan.</summary>
    public void Sentences(IEnumerable<string> plan)
    {
        foreach (string fact in plan)
        {
            terminal.Line($"  {fact}");
        }
    }

    private static string[] Row(string number, string layer, int inputs, int outputs, long parameters) =>
        [number, layer, $"{Number(inputs)} -> {Number(outputs)}", Number(parameters), Number(parameters * sizeof(float))];

    /// <summary>A text that is shown in a few lines: a vocabulary has thousands of words.</summary>
    private static string Beginning(string text) =>
        text.Length <= LongestText ? text : $"{text[..LongestText]}… ({Number(text.Length)} characters)";

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
