using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A layer of a declaration: the attribute that a user writes, and the layer it means.</summary>
internal abstract record LayerDeclaration
{
    /// <summary>The attribute.</summary>
    public abstract string Code { get; }

    /// <summary>The layer as a network describes itself.</summary>
    /// <param name="sizes">Of the network's input and of what each layer in front gives.</param>
    public abstract LayerShape Shape(IReadOnlyList<int> sizes);

    /// <summary>The layer as the equations have it.</summary>
    /// <param name="sizes">Of the network's input and of what each layer in front gives.</param>
    /// <param name="names">The names of tensors.</param>
    public abstract IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names);

    /// <summary>A boolean as C# writes it.</summary>
    protected static string Text(bool value) => value ? "true" : "false";

    /// <summary>A number as C# writes it.</summary>
    protected static string Text(float value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f";
}
