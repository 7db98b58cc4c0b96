using System.Globalization;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads single values of an attribute, and reports those that cannot be.</summary>
internal sealed class OptionReader(AttributeData attribute, AttributeSyntaxView syntax, List<DiagnosticInfo> diagnostics)
{
    /// <summary>Whether a property is written at all.</summary>
    public bool IsSet(string name) => attribute.NamedArguments.Any(argument => argument.Key == name);

    /// <summary>A size in the constructor, at least 1; null where the attribute does not compile.</summary>
    public int? Size(string name, int index)
    {
        if (attribute.ConstructorArguments[index].Value is not int size)
        {
            return null;
        }

        CheckSize(name, size, syntax.OfArgument(name, index));
        return size;
    }

    /// <summary>A size that is a property, at least 1.</summary>
    public int Size(string name, int otherwise, bool isProperty)
    {
        if (!isProperty || Value(name) is not int size)
        {
            return otherwise;
        }

        CheckSize(name, size, syntax.OfProperty(name));
        return size;
    }

    public bool Flag(string name) => Value(name) is true;

    /// <summary>A property of an enum type of the runtime, by the generator's mirror of it.</summary>
    public TEnum Option<TEnum>(string name, string typeName)
        where TEnum : struct, Enum =>
        Value(name) is int value ? Defined<TEnum>(name, typeName, value, syntax.OfProperty(name)) : default;

    /// <summary>A constructor argument of an enum type of the runtime.</summary>
    public TEnum Argument<TEnum>(string name, string typeName, int index)
        where TEnum : struct, Enum =>
        attribute.ConstructorArguments[index].Value is int value ? Defined<TEnum>(name, typeName, value, syntax.OfArgument(name, index)) : default;

    private object? Value(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } constant
        ? constant.Value
        : null;

    private void CheckSize(string name, int size, LocationInfo location)
    {
        if (size < 1)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SizeBelowOne, location, name, size.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private TEnum Defined<TEnum>(string name, string typeName, int value, LocationInfo location)
        where TEnum : struct, Enum
    {
        if (Enum.IsDefined(typeof(TEnum), value))
        {
            return (TEnum)(object)value;
        }

        diagnostics.Add(DiagnosticInfo.Create(
            DiagnosticDescriptors.UnknownOption,
            location,
            name,
            value.ToString(CultureInfo.InvariantCulture),
            typeName,
            string.Join(", ", Enum.GetNames(typeof(TEnum)))));
        return default;
    }
}
