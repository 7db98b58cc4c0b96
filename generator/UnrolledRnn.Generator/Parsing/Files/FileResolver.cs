using System.Globalization;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Puts the model file into a declaration that names one.</summary>
internal static class FileResolver
{
    /// <summary>A declaration with what its file says; others as they are.</summary>
    /// <param name="result">What parsing made of the declaration.</param>
    /// <param name="files">The model files of the project.</param>
    public static ParseResult Resolve(ParseResult result, IReadOnlyList<ModelFile> files)
    {
        if (result.Request is not FileRequest request)
        {
            return result;
        }

        ModelFile[] found = [.. files.Where(file => IsNamed(file.Path, request.Name))];
        if (found.Length != 1)
        {
            return Refuse(DiagnosticDescriptors.ModelFileMissing, request.Name, Others(found, files));
        }

        if (found[0].Error is string error)
        {
            return Refuse(DiagnosticDescriptors.ModelFileRefused, error);
        }

        NetworkSpec spec = SpecOf(request, found[0]);
        if (spec.Layers.Count > LayerLimit.Most)
        {
            return With(LayerLimit.Exceeded(result.Location, spec.Layers.Count));
        }

        if (SizeChecks.FirstTooLarge(spec) is OversizedBuffer buffer)
        {
            return Refuse(
                DiagnosticDescriptors.TooLarge, buffer.Name, buffer.Length.ToString("N0", CultureInfo.InvariantCulture), buffer.Unit,
                buffer.Max.ToString("N0", CultureInfo.InvariantCulture));
        }

        bool hasOptions = request is not { Unroll: UnrollRequest.Auto, Activations: Precision.Accurate, Weights: Storage.Float32 };
        return spec.IsBidirectional && hasOptions
            ? Refuse(DiagnosticDescriptors.OptionOfSteps, "Unroll, Activations and Weights")
            : result with { Spec = spec };

        ParseResult Refuse(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, params string[] arguments) =>
            With(DiagnosticInfo.Create(descriptor, result.Location, arguments));

        ParseResult With(DiagnosticInfo problem) => result with { Diagnostics = new EquatableArray<DiagnosticInfo>([problem]) };
    }

    /// <summary>Whether a name is that of a file, with as many of its folders as the name has.</summary>
    private static bool IsNamed(string path, string name) =>
        path == name || path.EndsWith("/" + name, StringComparison.Ordinal);

    private static string Others(ModelFile[] found, IReadOnlyList<ModelFile> files) =>
        found.Length > 1 ? $"; it may be {string.Join(" or ", found.Select(file => file.Path))}: write the folder too"
        : files.Count > 0 ? $"; the project has {string.Join(", ", files.Select(file => file.Path))}"
        : "";

    private static NetworkSpec SpecOf(FileRequest request, ModelFile file) => new()
    {
        Target = request.Target,
        InputSize = file.InputSize,
        Layers = file.Layers,
        SequenceLength = request.SequenceLength,
        HasLayerAttributes = file.HasLayerAttributes,
        Outputs = file.Outputs,
        Initialization = InitializationScheme.Uniform,
        InitialState = file.InitialState,
        Unroll = request.Unroll,
        Residual = file.Residual,
        Activations = request.Activations,
        Weights = request.Weights,
        File = file,
    };
}
