using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads and checks the sizes and options of the network attribute and of the layer attributes beside it.</summary>
internal static class AttributeReader
{
    private static readonly string[] SizeNames = ["inputSize", "hiddenSize", "outputSize", "sequenceLength"];

    /// <summary>Properties that describe the layers where they are no attributes of their own.</summary>
    private static readonly string[] LayerProperties = ["Cell", "Layers", "Bidirectional"];

    private static readonly TargetType NoTarget = new() { Name = "", Namespace = "", HintName = "" };

    /// <summary>Reads the attributes, and adds what is wrong with them to the diagnostics.</summary>
    /// <returns>A spec without its target; null where an attribute does not compile or a value is out of range.</returns>
    public static NetworkSpec? Read(
        AttributeData attribute, INamedTypeSymbol symbol, LocationInfo location, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        // An attribute whose arguments do not compile has an error of the compiler's own.
        int count = attribute.ConstructorArguments.Length;
        if (attribute.AttributeConstructor is null || count is not (3 or 4))
        {
            return null;
        }

        int found = diagnostics.Count;
        var syntax = new AttributeSyntaxView(attribute, location, cancellation);
        var options = new OptionReader(attribute, syntax, diagnostics);
        string[] names = count == SizeNames.Length ? SizeNames : [.. SizeNames.Where(name => name != "hiddenSize")];
        Dictionary<string, int> sizes = [];
        for (int i = 0; i < names.Length; i++)
        {
            if (options.Size(names[i], i) is not int size)
            {
                return null;
            }

            sizes[names[i]] = size;
        }

        LayerStack? layers = LayerReader.Read(symbol, attribute, diagnostics, cancellation);
        bool hasHiddenSize = sizes.TryGetValue("hiddenSize", out int hiddenSize);
        if (!LayersFit(options, syntax, layers, hasHiddenSize, location, diagnostics))
        {
            return null;
        }

        layers ??= LayerStack.Uniform(
            options.Option<Cell>("Cell", "RnnCell"), hiddenSize, options.Size("Layers", otherwise: 1, isProperty: true), options.Flag("Bidirectional"));
        var spec = new NetworkSpec
        {
            Target = NoTarget,
            InputSize = sizes["inputSize"],
            Front = layers.Front,
            Recurrent = layers.Recurrent,
            Dense = layers.Dense,
            OutputSize = sizes["outputSize"],
            SequenceLength = sizes["sequenceLength"],
            HasLayerAttributes = !hasHiddenSize,
            OutputActivation = options.Option<OutputFunction>("OutputActivation", "OutputActivation"),
            Outputs = options.Option<OutputSteps>("Outputs", "SequenceOutputs"),
            Initialization = options.IsSet("Initialization")
                ? options.Option<InitializationScheme>("Initialization", "Initialization")
                : layers.HasGates ? InitializationScheme.Uniform : InitializationScheme.Identity,
            Unroll = options.Option<UnrollRequest>("Unroll", "Unrolling"),
            Residual = options.Flag("Residual"),
            Activations = options.Option<Precision>("Activations", "ActivationPrecision"),
            Weights = options.Option<Storage>("Weights", "WeightStorage"),
        };

        if (diagnostics.Count == found)
        {
            OptionChecks.Check(spec, syntax, location, diagnostics);
        }

        return diagnostics.Count == found ? spec : null;
    }

    /// <summary>Whether the layers are declared in one of the two ways, and in one alone.</summary>
    private static bool LayersFit(
        OptionReader options, AttributeSyntaxView syntax, LayerStack? layers, bool hasHiddenSize, LocationInfo location, List<DiagnosticInfo> diagnostics)
    {
        if (layers is not null && hasHiddenSize)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.LayersTwice, syntax.OfArgument("hiddenSize", 1), "hiddenSize"));
            return false;
        }

        if (!hasHiddenSize && LayerProperties.FirstOrDefault(options.IsSet) is string property)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.LayersTwice, syntax.OfProperty(property), property));
            return false;
        }

        if (!hasHiddenSize && (layers is null || layers.Recurrent.Count == 0))
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.NoRecurrentLayer, location));
            return false;
        }

        return true;
    }
}
