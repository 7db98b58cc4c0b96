using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads and checks the sizes and options of an attribute.</summary>
internal static class AttributeReader
{
    private static readonly string[] SizeNames = ["inputSize", "hiddenSize", "outputSize", "sequenceLength"];

    private static readonly TargetType NoTarget = new() { Name = "", Namespace = "", HintName = "" };

    /// <summary>Reads the attribute, and adds what is wrong with it to the diagnostics.</summary>
    /// <returns>A spec without its target; null where the attribute does not compile or a value is out of range.</returns>
    public static NetworkSpec? Read(
        AttributeData attribute, LocationInfo location, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        // An attribute whose arguments do not compile has an error of the compiler's own.
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Length != SizeNames.Length)
        {
            return null;
        }

        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        int[] sizes = new int[SizeNames.Length];
        int found = diagnostics.Count;
        for (int i = 0; i < SizeNames.Length; i++)
        {
            if (attribute.ConstructorArguments[i].Value is not int size)
            {
                return null;
            }

            sizes[i] = size;
            if (size < 1)
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.SizeBelowOne, LocationOfSize(syntax, i) ?? location, SizeNames[i], size.ToString(CultureInfo.InvariantCulture)));
            }
        }

        var spec = new NetworkSpec
        {
            Target = NoTarget,
            InputSize = sizes[0],
            HiddenSize = sizes[1],
            OutputSize = sizes[2],
            SequenceLength = sizes[3],
            Cell = Option<Cell>("Cell", "RnnCell"),
            OutputActivation = Option<OutputFunction>("OutputActivation", "OutputActivation"),
            Outputs = Option<OutputSteps>("Outputs", "SequenceOutputs"),
            Initialization = Option<InitializationScheme>("Initialization", "Initialization"),
            Unroll = Option<UnrollRequest>("Unroll", "Unrolling"),
        };

        if (diagnostics.Count == found)
        {
            CheckTogether(spec, syntax, location, diagnostics);
        }

        return diagnostics.Count == found ? spec : null;

        TEnum Option<TEnum>(string name, string typeName)
            where TEnum : struct, Enum
        {
            TypedConstant constant = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
            if (constant.Kind != TypedConstantKind.Enum || constant.Value is not int value)
            {
                return default;
            }

            if (!Enum.IsDefined(typeof(TEnum), value))
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.UnknownOption,
                    LocationOfOption(syntax, name) ?? location,
                    name,
                    value.ToString(CultureInfo.InvariantCulture),
                    typeName,
                    string.Join(", ", Enum.GetNames(typeof(TEnum)))));
                return default;
            }

            return (TEnum)(object)value;
        }
    }

    private static void CheckTogether(NetworkSpec spec, AttributeSyntax? syntax, LocationInfo location, List<DiagnosticInfo> diagnostics)
    {
        if (BufferSizes.FirstTooLarge(spec) is (string buffer, decimal length))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.TooLarge,
                location,
                buffer,
                length.ToString("N0", CultureInfo.InvariantCulture),
                BufferSizes.MaxLength.ToString("N0", CultureInfo.InvariantCulture)));
        }

        if (spec.OutputActivation == OutputFunction.Softmax && spec.OutputSize == 1)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.SoftmaxOfOne, LocationOfOption(syntax, "OutputActivation") ?? location));
        }
    }

    private static LocationInfo? LocationOfSize(AttributeSyntax? attribute, int index)
    {
        SeparatedSyntaxArguments arguments = new(attribute);
        return LocationOf(arguments.Named(SizeNames[index]) ?? arguments.At(index));
    }

    private static LocationInfo? LocationOfOption(AttributeSyntax? attribute, string name) =>
        LocationOf(attribute?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name));

    private static LocationInfo? LocationOf(AttributeArgumentSyntax? argument) =>
        argument is null ? null : LocationInfo.From(argument.SyntaxTree, argument.Expression.Span);

    /// <summary>The constructor's arguments as written, by name or by place.</summary>
    private readonly struct SeparatedSyntaxArguments(AttributeSyntax? attribute)
    {
        private IEnumerable<AttributeArgumentSyntax> All =>
            attribute?.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null) ?? [];

        public AttributeArgumentSyntax? Named(string name) =>
            All.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name);

        public AttributeArgumentSyntax? At(int index) => All.ElementAtOrDefault(index);
    }
}
