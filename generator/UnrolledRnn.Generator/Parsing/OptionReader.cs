using System.Globalization;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads single values of an attribute, and reports those that cannot be.</summary>
internal sealed class OptionReader(AttributeData attribute, AttributeSyntaxView syntax, List<DiagnosticInfo> diagnostics)
{
    /// <summary>Whether a property is written at all.</summary>
    public bool IsSet(string name) => attribute.NamedArguments.Any(argument => argument.Key == name);

    /// <summary>A size in the constructor, at least 1; null where the attribute does not compile.</summary>
    public int? Size(string name, int index)
    {
        if (Constructed(index).Value is not int size)
        {
            return null;
        }

        CheckSize(name, size, syntax.OfArgument(name, index));
        return size;
    }

    /// <summary>A size that is a property, at least 1 where it is written.</summary>
    public int SizeProperty(string name, int otherwise)
    {
        if (Named(name).Value is not int size)
        {
            return otherwise;
        }

        CheckSize(name, size, syntax.OfProperty(name));
        return size;
    }

    /// <summary>A whole number in the constructor, of any value.</summary>
    public int Number(int index) => Constructed(index).Value as int? ?? 0;

    /// <summary>A number that is a property: finite, and not negative unless it may be.</summary>
    public float NumberProperty(string name, float otherwise, bool mayBeNegative = false)
    {
        if (Named(name).Value is not float number)
        {
            return otherwise;
        }

        if (float.IsNaN(number) || float.IsInfinity(number) || (number < 0 && !mayBeNegative))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.NumberOutOfRange,
                syntax.OfProperty(name),
                name,
                number.ToString("R", CultureInfo.InvariantCulture),
                mayBeNegative ? "finite" : "finite and not negative"));
        }

        return number;
    }

    public bool Flag(string name, bool otherwise = false) => Named(name).Value as bool? ?? otherwise;

    /// <summary>A property of an enum type of the runtime, by the generator's enum of the same names.</summary>
    public TEnum Option<TEnum>(string name)
        where TEnum : struct, Enum => Defined<TEnum>(name, Named(name), syntax.OfProperty(name));

    /// <summary>A constructor argument of an enum type of the runtime.</summary>
    public TEnum Argument<TEnum>(string name, int index)
        where TEnum : struct, Enum => Defined<TEnum>(name, Constructed(index), syntax.OfArgument(name, index));

    /// <summary>An activation that is a property.</summary>
    public ActivationFunction Activation(string name, ActivationFunction otherwise) =>
        IsSet(name) ? Activation(name, Named(name), syntax.OfProperty(name)) : otherwise;

    /// <summary>An activation that is a constructor argument.</summary>
    public ActivationFunction Activation(string name, int index) => Activation(name, Constructed(index), syntax.OfArgument(name, index));

    /// <summary>Where a property, or the whole attribute, is written.</summary>
    public LocationInfo LocationOf(string name) => syntax.OfProperty(name);

    /// <summary>Where a constructor argument is written.</summary>
    public LocationInfo LocationOf(string name, int index) => syntax.OfArgument(name, index);

    private TypedConstant Named(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    private TypedConstant Constructed(int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index] : default;

    private void CheckSize(string name, int size, LocationInfo location)
    {
        if (size < 1)
        {
            diagnostics.Add(
                DiagnosticInfo.Create(DiagnosticDescriptors.SizeBelowOne, location, name, size.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private ActivationFunction Activation(string name, TypedConstant constant, LocationInfo location)
    {
        if (constant.Kind != TypedConstantKind.Enum)
        {
            return ActivationFunction.Identity;
        }

        string? member = MemberOf(constant);
        if (ActivationFunction.All.FirstOrDefault(function => function.Name == member) is ActivationFunction found)
        {
            return found;
        }

        ReportUnknown(name, constant, ActivationFunction.All.Select(function => function.Name), location);
        return ActivationFunction.Identity;
    }

    private TEnum Defined<TEnum>(string name, TypedConstant constant, LocationInfo location)
        where TEnum : struct, Enum
    {
        if (constant.Kind != TypedConstantKind.Enum)
        {
            return default;
        }

        if (Enum.TryParse(MemberOf(constant), out TEnum value))
        {
            return value;
        }

        ReportUnknown(name, constant, Enum.GetNames(typeof(TEnum)), location);
        return default;
    }

    /// <summary>The name of the member that has a constant's value, or null: numbers are the runtime's own affair.</summary>
    private static string? MemberOf(TypedConstant constant) => constant.Type?.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name;

    private void ReportUnknown(string name, TypedConstant constant, IEnumerable<string> members, LocationInfo location) =>
        diagnostics.Add(DiagnosticInfo.Create(
            DiagnosticDescriptors.UnknownOption,
            location,
            name,
            Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "null",
            constant.Type?.Name ?? "",
            string.Join(", ", members)));
}
