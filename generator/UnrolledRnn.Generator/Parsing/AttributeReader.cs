using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads and checks the sizes and options of the network attribute and of the layer attributes beside it.</summary>
internal static class AttributeReader
{
    private static readonly string[] SizesOfAlikeLayers = ["inputSize", "hiddenSize", "outputSize", "sequenceLength"];

    private static readonly string[] SizesOfListedLayers = ["inputSize", "outputSize", "sequenceLength"];

    private static readonly TargetType NoTarget = new() { Name = "", Namespace = "", HintName = "" };

    /// <summary>Reads the attributes, and adds what is wrong with them to the diagnostics.</summary>
    /// <returns>A spec without its target; null where an attribute does not compile or a value is out of range.</returns>
    public static NetworkSpec? Read(
        AttributeData attribute, INamedTypeSymbol symbol, LocationInfo location, List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation)
    {
        // An attribute whose arguments do not compile has an error of the compiler's own.
        bool hasHiddenSize = attribute.AttributeClass?.Name == NetworkParser.AlikeName;
        string[] names = hasHiddenSize ? SizesOfAlikeLayers : SizesOfListedLayers;
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Length != names.Length)
        {
            return null;
        }

        int found = diagnostics.Count;
        var syntax = new AttributeSyntaxView(attribute, location, cancellation);
        var options = new OptionReader(attribute, syntax, diagnostics);
        Dictionary<string, int> sizes = [];
        for (int i = 0; i < names.Length; i++)
        {
            if (options.Size(names[i], i) is not int size)
            {
                return null;
            }

            sizes[names[i]] = size;
        }

        IReadOnlyList<DeclaredLayer>? declared = LayerReader.Read(symbol, attribute, diagnostics, cancellation);
        if (diagnostics.Count > found)
        {
            return null;
        }

        int hiddenSize = hasHiddenSize ? sizes["hiddenSize"] : 0;
        if (!LayersFit(declared, hasHiddenSize, location, diagnostics))
        {
            return null;
        }

        LayerSpec[] layers =
        [
            .. declared?.Select(layer => layer.Spec) ?? Uniform(options, syntax, hiddenSize, diagnostics),
            .. Output(options, sizes["outputSize"]),
        ];
        if (diagnostics.Count > found)
        {
            return null;
        }

        var spec = new NetworkSpec
        {
            Target = NoTarget,
            InputSize = sizes["inputSize"],
            Layers = new EquatableArray<LayerSpec>(layers),
            SequenceLength = sizes["sequenceLength"],
            HasLayerAttributes = !hasHiddenSize,
            Outputs = options.Option<OutputSteps>("Outputs"),
            Initialization = Scheme(
                options.Option<InitializationScheme>("Initialization"), layers, sizes["inputSize"], sizes["outputSize"]),
            InitialState = options.Option<SequenceStart>("InitialState"),
            Unroll = options.Option<UnrollRequest>("Unroll"),
            Residual = options.Flag("Residual"),
            Activations = options.Option<Precision>("Activations"),
            Weights = options.Option<Storage>("Weights"),
        };
        if (diagnostics.Count == found)
        {
            LayerChecks.CheckSizes(spec, declared ?? [], diagnostics);
            OptionChecks.Check(spec, sizes, declared ?? [], options, syntax, diagnostics);
        }

        return diagnostics.Count == found ? spec : null;
    }

    /// <summary>Recurrent layers that are all alike.</summary>
    private static IEnumerable<LayerSpec> Uniform(
        OptionReader options, AttributeSyntaxView syntax, int hiddenSize, List<DiagnosticInfo> diagnostics)
    {
        Cell cell = options.Option<Cell>("Cell");
        int count = options.SizeProperty("LayerCount", otherwise: 1);
        if (count > LayerLimit.Most)
        {
            diagnostics.Add(LayerLimit.Exceeded(syntax.OfProperty("LayerCount"), count));
        }

        var layer = new RecurrentSpec
        {
            Cell = cell, HiddenSize = hiddenSize, Bidirectional = options.Flag("Bidirectional"),
            CellActivation = RecurrentSpec.FunctionOf(cell),
        };
        return Enumerable.Repeat(layer, Math.Min(Math.Max(count, 1), LayerLimit.Most));
    }

    private static IEnumerable<LayerSpec> Output(OptionReader options, int outputSize) => options.Flag("Output", otherwise: true)
        ?
        [
            new DenseSpec
            {
                Size = outputSize,
                Activation = options.Activation("OutputActivation", ActivationFunction.Identity),
                HasBias = options.Flag("OutputBias", otherwise: true),
                IsOutput = true,
                IsTied = options.Flag("TieOutput"),
            },
        ]
        : [];

    /// <summary>
    /// The identity start is for Elman cells, and for many inputs and outputs: its variances are 2/nIn and 2/nOut, with which a network
    /// of one input and output begins at outputs far outside of any target.
    /// </summary>
    private static InitializationScheme Scheme(InitializationScheme declared, IEnumerable<LayerSpec> layers, int inputSize, int outputSize)
    {
        const int Many = 16;
        if (declared != InitializationScheme.Default)
        {
            return declared;
        }

        bool isElman = layers.OfType<RecurrentSpec>().All(layer => CellDefinition.Of(layer).StartsFromIdentity);
        return isElman && inputSize >= Many && outputSize >= Many ? InitializationScheme.Identity : InitializationScheme.Uniform;
    }

    /// <summary>Whether the layers are declared as the attribute wants them, and nowhere else.</summary>
    private static bool LayersFit(
        IReadOnlyList<DeclaredLayer>? layers, bool hasHiddenSize, LocationInfo location, List<DiagnosticInfo> diagnostics)
    {
        if (layers is null == hasHiddenSize)
        {
            return true;
        }

        diagnostics.Add(DiagnosticInfo.Create(hasHiddenSize ? DiagnosticDescriptors.LayersTwice : DiagnosticDescriptors.NoLayer, location));
        return false;
    }
}
