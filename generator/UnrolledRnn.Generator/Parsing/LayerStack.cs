using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>The layers of a declaration, between its input and its output.</summary>
internal sealed record LayerStack(DenseSpec? Front, EquatableArray<RecurrentSpec> Recurrent, EquatableArray<DenseSpec> Dense)
{
    /// <summary>Whether a cell has gates, for which the identity is no start.</summary>
    public bool HasGates => Recurrent.Any(layer => layer.Cell >= Cell.Lstm);

    /// <summary>Recurrent layers that are all alike.</summary>
    public static LayerStack Uniform(Cell cell, int hiddenSize, int layers, bool bidirectional) =>
        new(null, new EquatableArray<RecurrentSpec>(Enumerable.Repeat(new RecurrentSpec(cell, hiddenSize, bidirectional), Math.Max(layers, 1))), default);
}
