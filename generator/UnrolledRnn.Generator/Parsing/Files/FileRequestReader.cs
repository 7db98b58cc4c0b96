using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads an attribute that names a model file.</summary>
internal static class FileRequestReader
{
    /// <summary>What a file does not say, and the attribute may.</summary>
    private static readonly string[] Options = ["Unroll", "Activations", "Weights"];

    /// <summary>Whether an attribute names a file.</summary>
    public static bool NamesFile(AttributeData attribute) =>
        attribute.AttributeConstructor?.Parameters.FirstOrDefault()?.Type.SpecialType == SpecialType.System_String;

    /// <summary>Reads the attribute, and adds what is wrong with it to the diagnostics.</summary>
    /// <returns>A request; null where the attribute does not compile.</returns>
    public static FileRequest? Read(
        AttributeData attribute, INamedTypeSymbol symbol, TargetType target, LocationInfo location, List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation)
    {
        var syntax = new AttributeSyntaxView(attribute, location, cancellation);
        var options = new OptionReader(attribute, syntax, diagnostics);
        if (attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not string name
            || options.Size("sequenceLength", 1) is not int sequenceLength)
        {
            return null;
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (!Options.Contains(argument.Key))
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.OptionOfFile, syntax.OfProperty(argument.Key), argument.Key, name));
            }
        }

        if (LayerReader.Read(symbol, attribute, diagnostics, cancellation) is not null)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.LayersTwice, location));
        }

        return new FileRequest
        {
            Target = target,
            Name = name.Replace('\\', '/'),
            SequenceLength = sequenceLength,
            Unroll = options.Option<UnrollRequest>("Unroll"),
            Activations = options.Option<Precision>("Activations"),
            Weights = options.Option<Storage>("Weights"),
        };
    }
}
