using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>
/// Reads what the build has made of a model file: a text with a line for each fact, each layer and each tensor. <c>UnrolledRnn.Build</c>
/// writes it, so that one reader serves all formats and a compiler that may not load libraries of its own.
/// </summary>
internal static class ModelFileReader
{
    /// <summary>The extension of such texts.</summary>
    public const string Extension = ".urnn";

    private const string Head = "unrolled-rnn-model 1";

    /// <summary>Reads a text; a damaged one is a file with an error.</summary>
    public static ModelFile Read(string path, SourceText? text)
    {
        try
        {
            return text is not null && text.Lines[0].ToString() == Head ? ReadLines(path, text) : Damaged(path);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException
            or InvalidOperationException or KeyNotFoundException)
        {
            return Damaged(path);
        }
    }

    private static ModelFile Damaged(string path) =>
        new() { Path = path, Error = $"{path} is not what this version of UnrolledRnn.Build writes; build again" };

    private static ModelFile ReadLines(string path, SourceText text)
    {
        var file = new ModelFile { Path = path };
        List<LayerSpec> layers = [];
        List<FileTensor> tensors = [];
        foreach (TextLine line in text.Lines.Skip(1))
        {
            string content = line.ToString();
            int space = content.IndexOf(' ');
            string key = space < 0 ? content : content.Substring(0, space);
            string value = space < 0 ? "" : content.Substring(space + 1);
            switch (key)
            {
                case "layer":
                    layers.Add(FileLayerReader.Read(value));
                    break;
                case "tensor":
                    int end = value.IndexOf(' ');
                    tensors.Add(new FileTensor(value.Substring(0, end), value.Substring(end + 1)));
                    break;
                default:
                    file = Fact(file, key, value);
                    break;
            }
        }

        return file with { Layers = new EquatableArray<LayerSpec>(layers), Tensors = new EquatableArray<FileTensor>(tensors) };
    }

    private static ModelFile Fact(ModelFile file, string key, string value) => key switch
    {
        "source" => file with { Path = value },
        "error" => file with { Error = value },
        "format" => file with { Format = value },
        "sample-rate" => file with { SampleRate = value },
        "input" => file with { InputSize = int.Parse(value, CultureInfo.InvariantCulture) },
        "form" => file with { HasLayerAttributes = value == "listed" },
        "residual" => file with { Residual = value == "true" },
        "outputs" => file with { Outputs = (OutputSteps)Enum.Parse(typeof(OutputSteps), value) },
        "initial-state" => file with { InitialState = (SequenceStart)Enum.Parse(typeof(SequenceStart), value) },
        "resource" => file with { Resource = value },
        _ => file,
    };
}
