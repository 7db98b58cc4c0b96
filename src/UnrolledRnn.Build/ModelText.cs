using System.Globalization;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Build;

/// <summary>The text of a model that the generator reads: a line for each fact, each layer and each tensor.</summary>
internal static class ModelText
{
    /// <summary>
    /// Weights up to this number are constants in the source: they cost no time of the compiler that can be measured. 100,000 cost seconds.
    /// </summary>
    public const int MostConstants = 8192;

    private const string Head = "unrolled-rnn-model 1";

    /// <summary>What the names of resources begin with.</summary>
    private const string ResourcePrefix = "UnrolledRnn.Model.";

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">What the project calls its file.</param>
    /// <param name="isResource">Whether the tensors lie in a resource.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ModelDescription model, string name, bool isResource, TextWriter writer)
    {
        DeclarationForm form = DeclarationForm.Of(model);
        writer.WriteLine(Head);
        writer.WriteLine($"source {name}");
        writer.WriteLine($"format {Line(model.Format)}");
        if (model.SampleRate is double rate)
        {
            writer.WriteLine($"sample-rate {rate.ToString("R", CultureInfo.InvariantCulture)}");
        }

        writer.WriteLine($"input {Text(model.InputSize)}");
        writer.WriteLine($"form {(form.IsAlike ? "alike" : "listed")}");
        writer.WriteLine($"residual {Text(model.Residual)}");
        writer.WriteLine($"outputs {model.Outputs}");
        writer.WriteLine($"initial-state {(model.HasInitialState ? SequenceStart.Learned : SequenceStart.Zero)}");
        for (int i = 0; i < model.Layers.Count; i++)
        {
            writer.WriteLine($"layer {Layer(model.Layers[i].Shape, form.HasOutputLayer && i == model.Layers.Count - 1)}");
        }

        if (isResource)
        {
            writer.WriteLine($"resource {ResourcePrefix}{name}");
            return;
        }

        foreach ((string tensor, ModelTensor values) in NamedTensors.Of(model, TensorNames.Of(model)))
        {
            writer.Write($"tensor {tensor} ");
            foreach (float value in values.Values)
            {
                writer.Write(BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }

    /// <summary>Writes why a file cannot be read.</summary>
    public static void WriteError(string name, string message, TextWriter writer)
    {
        writer.WriteLine(Head);
        writer.WriteLine($"source {name}");
        writer.WriteLine($"error {Line(message)}");
    }

    private static string Layer(LayerShape layer, bool isOutput) => layer switch
    {
        EmbeddingLayerShape embedding => $"embedding size={Text(embedding.OutputSize)}",
        DenseLayerShape dense =>
            $"dense size={Text(dense.OutputSize)} activation={dense.Activation} bias={Text(dense.Bias)} "
            + $"tied={Text(dense.IsTied)} output={Text(isOutput)}",
        RecurrentLayerShape recurrent =>
            $"recurrent cell={recurrent.Cell} size={Text(recurrent.HiddenSize)} bidirectional={Text(recurrent.Bidirectional)} "
            + $"merge={recurrent.Merge} bias={Text(recurrent.Bias)} gates={recurrent.GateActivation} function={recurrent.CellActivation} "
            + $"projection={Text(recurrent.ProjectionSize)} clip={Text(recurrent.CellClip)} peepholes={Text(recurrent.Peepholes)}",
        ActivationLayerShape activation => $"activation activation={activation.Activation}",
        SkipLayerShape skip => $"skip from={Text(skip.From)} gain={Text(skip.Gain)}",
        ConcatLayerShape concat => $"concat from={Text(concat.From)}",
        _ => throw new NotSupportedException($"There is no layer of the kind {layer}."),
    };

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
