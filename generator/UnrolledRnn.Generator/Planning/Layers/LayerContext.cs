using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>What the planner of a layer knows of the layer's place in the network.</summary>
internal sealed record LayerContext
{
    public required NetworkSpec Spec { get; init; }

    public required int Index { get; init; }

    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Where the layer's state begins in the state of the network.</summary>
    public required int StateOffset { get; init; }

    /// <summary>Values the layer reads.</summary>
    public int InputSize => Sizes[Index];

    /// <summary>Values the layer gives.</summary>
    public int OutputSize => Sizes[Index + 1];

    /// <summary>Where the layer stands.</summary>
    public LayerPlace Place => new(
        Index,
        IsLast: Index == Spec.Layers.Count - 1,
        IsBehind: !Spec.Layers.Skip(Index).OfType<RecurrentSpec>().Any(),
        ReadersOf(Spec, Index));

    /// <summary>Whether it reads the network's input.</summary>
    public bool IsFirst => Index == 0;

    /// <summary>How many layers of a kind lie in front.</summary>
    public int CountInFront<TSpec>()
        where TSpec : LayerSpec => Spec.Layers.Take(Index).OfType<TSpec>().Count();

    /// <summary>The places of the layers that read the values of another, or of the network's input where that is -1.</summary>
    public static EquatableArray<int> ReadersOf(NetworkSpec spec, int index) => new(Enumerable.Range(0, spec.Layers.Count)
        .Where(reader => reader == index + 1 || (spec.Layers[reader] is JoiningSpec joining && joining.From == index + 1)));
}
