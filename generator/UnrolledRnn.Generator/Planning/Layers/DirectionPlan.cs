using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>One direction of a recurrent layer.</summary>
internal sealed record DirectionPlan
{
    /// <summary>The number of the layer among the recurrent ones, from 0; both directions share it.</summary>
    public required int Layer { get; init; }

    /// <summary>Whether it runs from the last step to the first.</summary>
    public required bool IsReverse { get; init; }

    /// <summary>The end of the names of its parameters: empty where it is the only one.</summary>
    public required string Suffix { get; init; }

    /// <summary>The layer as declared.</summary>
    public required RecurrentSpec Spec { get; init; }

    /// <summary>Values it reads at each step.</summary>
    public required int InputSize { get; init; }

    public required GateLayout Layout { get; init; }

    /// <summary>
    /// Whether h stays in a register: W_hh is stored along its diagonals, and term p multiplies lane u with h[u XOR p], a
    /// permutation of that register, in place of a store and a broadcast of every unit. A width that loops over units takes the same
    /// vectors from memory.
    /// </summary>
    public required bool IsDiagonal { get; init; }

    /// <summary>Whether W_ih lies panel by panel as W_hh does: where x is the output of a layer, and no token that selects a row.</summary>
    public required bool InputHasPanels { get; init; }

    /// <summary>
    /// Whether a pass over a sequence goes through the panels of the weights in turns, up and down, so that a step finds those in the
    /// first cache that the step before has used last. The sums of a panel do not depend on those of another. A last panel that is not
    /// whole stays the last.
    /// </summary>
    public required bool AlternatesPanels { get; init; }

    /// <summary>Where h and c lie in a state.</summary>
    public required int HiddenOffset { get; init; }

    public required int CellOffset { get; init; }

    /// <summary>The product that projects h, or null.</summary>
    public required DensePlan? Projection { get; init; }

    /// <summary>The bodies for each width.</summary>
    public required EquatableArray<DirectionBody> Bodies { get; init; }

    /// <summary>Streams that <c>StepMany</c> steps at the same time; 1 where a layer gains nothing from it.</summary>
    public required int TileStreams { get; init; }

    /// <summary>The name of its constants.</summary>
    public string Name => $"Layer{Layer}{(IsReverse ? "Reverse" : "")}";

    public CellDefinition Definition => CellDefinition.Of(Spec);

    /// <summary>Units: values of each gate.</summary>
    public int HiddenSize => Layout.HiddenSize;

    /// <summary>Values of h.</summary>
    public int StateSize => Spec.StateSize;

    /// <summary>Floats of h, padding included.</summary>
    public int HiddenStride => (int)CacheLine.Padded(StateSize);

    /// <summary>Floats of c, padding included.</summary>
    public int CellStride => (int)CacheLine.Padded(HiddenSize);

    /// <summary>Floats of the state.</summary>
    public int StateStride => HiddenStride + (Definition.HasCellState ? CellStride : 0);

    /// <summary>Products with h, in order: values of h, or permutations of the register that holds them.</summary>
    public int HiddenTerms => IsDiagonal ? Diagonals : StateSize;

    /// <summary>Where the weights of the peepholes lie in a row.</summary>
    public GateLayout PeepholeLayout => new(HiddenSize, Definition.Peepholes.Count);

    /// <summary>Statements of a step in the widths that have more than steps; the others have twice as many.</summary>
    public int Statements =>
        Bodies.Where(body => body.Width.WritesPasses).Max(body => body.Statements(this)) + (Projection?.Statements ?? 0);

    /// <summary>Diagonals of a matrix whose sides are a power of 2.</summary>
    public int Diagonals
    {
        get
        {
            int count = 1;
            while (count < HiddenSize)
            {
                count *= 2;
            }

            return count;
        }
    }

    /// <summary>Words of one row of the narrow copy of the weights, in which two lines of floats share a line.</summary>
    public int NarrowStride => NarrowStrideOf(Layout.Stride);

    /// <summary>Words of a row or of a part of one.</summary>
    public static int NarrowStrideOf(int floats) => (floats + 31) / 32 * 16;

    public DirectionBody Body(VectorWidth width) => Bodies.Single(body => body.Width == width);
}
