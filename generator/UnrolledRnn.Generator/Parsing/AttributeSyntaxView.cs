using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Where the arguments of an attribute stand in the source.</summary>
internal sealed class AttributeSyntaxView(AttributeData attribute, LocationInfo fallback, CancellationToken cancellation)
{
    private readonly AttributeSyntax? _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>The location of a constructor argument, by name or by place.</summary>
    public LocationInfo OfArgument(string name, int index)
    {
        IEnumerable<AttributeArgumentSyntax> arguments =
            _syntax?.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null) ?? [];
        return LocationOf(
            arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)
                ?? arguments.ElementAtOrDefault(index));
    }

    /// <summary>The location of a property's value.</summary>
    public LocationInfo OfProperty(string name) =>
        LocationOf(_syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name));

    private LocationInfo LocationOf(AttributeArgumentSyntax? argument) =>
        argument is null ? fallback : LocationInfo.From(argument.SyntaxTree, argument.Expression.Span);
}
