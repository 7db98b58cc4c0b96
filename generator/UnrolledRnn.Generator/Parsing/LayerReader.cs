using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads the layer attributes of a class, in the order in which they are written.</summary>
internal static class LayerReader
{
    private const string RecurrentName = "RecurrentLayerAttribute";
    private const string DenseName = "DenseLayerAttribute";

    /// <summary>Reads the layers, and adds what is wrong with them to the diagnostics; null where there are none.</summary>
    public static LayerStack? Read(INamedTypeSymbol symbol, AttributeData network, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        List<AttributeData> attributes = [.. symbol.GetAttributes().Where(attribute => IsLayer(attribute, network))];
        if (attributes.Count == 0)
        {
            return null;
        }

        DenseSpec? front = null;
        List<RecurrentSpec> recurrent = [];
        List<DenseSpec> dense = [];
        foreach (AttributeData attribute in attributes)
        {
            LocationInfo? location = attribute.ApplicationSyntaxReference is SyntaxReference reference ? LocationInfo.From(reference) : null;
            if (!IsBeside(attribute, network, cancellation))
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.LayerElsewhere, location));
            }

            if (attribute.ConstructorArguments.Length != 2 || location is null)
            {
                continue;
            }

            var options = new OptionReader(attribute, new AttributeSyntaxView(attribute, location, cancellation), diagnostics);
            if (attribute.AttributeClass!.Name == RecurrentName)
            {
                if (dense.Count > 0)
                {
                    diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.DenseBetween, location));
                }

                recurrent.Add(new RecurrentSpec(
                    options.Argument<Cell>("cell", "RnnCell", 0), options.Size("hiddenSize", 1) ?? 1, options.Flag("Bidirectional")));
                continue;
            }

            var layer = new DenseSpec(options.Size("size", 0) ?? 1, options.Argument<DenseFunction>("activation", "LayerActivation", 1));
            if (recurrent.Count > 0)
            {
                dense.Add(layer);
            }
            else if (front is null)
            {
                front = layer;
            }
            else
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SecondFront, location));
            }
        }

        return new LayerStack(front, new EquatableArray<RecurrentSpec>(recurrent), new EquatableArray<DenseSpec>(dense));
    }

    /// <summary>A layer attribute of the runtime, whose namespace and assembly are those of the network attribute.</summary>
    private static bool IsLayer(AttributeData attribute, AttributeData network) =>
        attribute.AttributeClass is { Name: RecurrentName or DenseName } type
        && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, network.AttributeClass?.ContainingNamespace);

    /// <summary>Whether both attributes stand on the same declaration: between declarations there is no order.</summary>
    private static bool IsBeside(AttributeData attribute, AttributeData network, CancellationToken cancellation)
    {
        SyntaxNode? Declaration(AttributeData data) => data.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        return Declaration(attribute) == Declaration(network);
    }
}
