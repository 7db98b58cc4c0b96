using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads the layer attributes of a class, in the order in which they are written.</summary>
internal static class LayerReader
{
    /// <summary>How each kind of layer is read, by the name of its attribute.</summary>
    private static readonly Dictionary<string, Func<OptionReader, LayerSpec>> Kinds = new(StringComparer.Ordinal)
    {
        ["EmbeddingLayerAttribute"] = options =>
            new EmbeddingSpec { Size = options.Size("size", 0) ?? 1, UniformRange = options.NumberProperty("UniformRange", 0) },
        ["DenseLayerAttribute"] = options => new DenseSpec
        {
            Size = options.Size("size", 0) ?? 1, Activation = options.Activation("activation", 1),
            HasBias = options.Flag("Bias", otherwise: true),
        },
        ["ActivationLayerAttribute"] = options => new ActivationSpec { Activation = options.Activation("activation", 0) },
        ["RecurrentLayerAttribute"] = Recurrent,
        ["SkipLayerAttribute"] = options =>
            new SkipSpec { From = options.Number(0), Gain = options.NumberProperty("Gain", 1, mayBeNegative: true) },
        ["ConcatLayerAttribute"] = options => new ConcatSpec { From = options.Number(0) },
    };

    /// <summary>The names of the attributes of layers.</summary>
    public static IReadOnlyCollection<string> AttributeNames => Kinds.Keys;

    /// <summary>Reads the layers, and adds what is wrong with them to the diagnostics; null where there are none.</summary>
    public static IReadOnlyList<DeclaredLayer>? Read(
        INamedTypeSymbol symbol, AttributeData network, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        List<AttributeData> attributes = [.. symbol.GetAttributes().Where(attribute => IsLayer(attribute, network))];
        if (attributes.Count == 0)
        {
            return null;
        }

        if (attributes.Count > LayerLimit.Most)
        {
            diagnostics.Add(LayerLimit.Exceeded(LocationOf(attributes[LayerLimit.Most]), attributes.Count));
            return [];
        }

        List<DeclaredLayer> layers = [];
        foreach (AttributeData attribute in attributes)
        {
            LocationInfo? location = LocationOf(attribute);
            if (!IsBeside(attribute, network, cancellation))
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.LayerElsewhere, location));
            }

            // An attribute whose arguments do not compile has an error of the compiler's own.
            if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Length == 0 || location is null)
            {
                continue;
            }

            var options = new OptionReader(attribute, new AttributeSyntaxView(attribute, location, cancellation), diagnostics);
            layers.Add(new DeclaredLayer(Kinds[attribute.AttributeClass!.Name](options), options, location));
        }

        LayerChecks.Check(layers, diagnostics);
        return layers;
    }

    private static RecurrentSpec Recurrent(OptionReader options)
    {
        Cell cell = options.Argument<Cell>("cell", 0);
        return new RecurrentSpec
        {
            Cell = cell,
            HiddenSize = options.Size("hiddenSize", 1) ?? 1,
            Bidirectional = options.Flag("Bidirectional"),
            Merge = options.Option<Merge>("Merge"),
            HasBias = options.Flag("Bias", otherwise: true),
            GateActivation = options.Activation("GateActivation", ActivationFunction.Sigmoid),
            CellActivation = options.Activation("CellActivation", RecurrentSpec.FunctionOf(cell)),
            ProjectionSize = options.SizeProperty("ProjectionSize", otherwise: 0),
            CellClip = options.NumberProperty("CellClip", 0),
            HasPeepholes = options.Flag("Peepholes"),
        };
    }

    private static LocationInfo? LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is SyntaxReference reference ? LocationInfo.From(reference) : null;

    /// <summary>A layer attribute of the runtime, whose namespace and assembly are those of the network attribute.</summary>
    private static bool IsLayer(AttributeData attribute, AttributeData network) =>
        attribute.AttributeClass is INamedTypeSymbol type && Kinds.ContainsKey(type.Name)
        && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, network.AttributeClass?.ContainingNamespace);

    /// <summary>Whether both attributes stand on the same declaration: between declarations there is no order.</summary>
    private static bool IsBeside(AttributeData attribute, AttributeData network, CancellationToken cancellation)
    {
        SyntaxNode? Declaration(AttributeData data) => data.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        return Declaration(attribute) == Declaration(network);
    }
}
