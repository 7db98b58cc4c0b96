using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A recurrent layer of a declaration.</summary>
internal sealed record RecurrentDeclaration(RnnCell Cell, int Size, bool Bidirectional = false) : LayerDeclaration
{
    public DirectionMerge Merge { get; init; }

    /// <summary>What the layer has beside its cell and its size.</summary>
    public CellVariant Variant { get; init; } = CellVariant.Default;

    public bool IsElman => Cell <= RnnCell.Sigmoid;

    public override string Code => $"[RecurrentLayer(RnnCell.{Cell}, {Size}, Bidirectional = {Text(Bidirectional)}{string.Concat(Options.Select(option => $", {option}"))})]";

    /// <summary>The function of the candidate and of c, or of an Elman cell.</summary>
    public LayerActivation CellActivation => Variant.CellActivation ?? Function(Cell);

    /// <summary>
    /// The options that differ from those of a layer that writes none: some may only be written where they mean something.
    /// </summary>
    private IEnumerable<string> Options
    {
        get
        {
            if (Merge != DirectionMerge.Concatenate)
            {
                yield return $"Merge = DirectionMerge.{Merge}";
            }

            if (!Variant.Bias)
            {
                yield return "Bias = false";
            }

            if (Variant.GateActivation != LayerActivation.Sigmoid)
            {
                yield return $"GateActivation = LayerActivation.{Variant.GateActivation}";
            }

            if (Variant.CellActivation is LayerActivation activation)
            {
                yield return $"CellActivation = LayerActivation.{activation}";
            }

            if (Variant.ProjectionSize > 0)
            {
                yield return $"ProjectionSize = {Variant.ProjectionSize}";
            }

            if (Variant.CellClip > 0)
            {
                yield return $"CellClip = {Text(Variant.CellClip)}";
            }

            if (Variant.Peepholes)
            {
                yield return "Peepholes = true";
            }
        }
    }

    public override LayerShape Shape(IReadOnlyList<int> sizes)
    {
        int hidden = Variant.ProjectionSize > 0 ? Variant.ProjectionSize : Size;
        return new RecurrentLayerShape(Cell, sizes[^1], Size, Bidirectional && Merge == DirectionMerge.Concatenate ? 2 * hidden : hidden)
        {
            Bidirectional = Bidirectional,
            Merge = Merge,
            Bias = Variant.Bias,
            GateActivation = Variant.GateActivation,
            CellActivation = CellActivation,
            ProjectionSize = Variant.ProjectionSize,
            CellClip = Variant.CellClip,
            Peepholes = Variant.Peepholes,
        };
    }

    public override IReferenceLayer CreateReference(IReadOnlyList<int> sizes, TensorNames names)
    {
        Func<string, string> name = names.NextRecurrent();
        ReferenceCell forward = CreateCell(sizes[^1], name);
        return Bidirectional
            ? new BidirectionalReference(forward, CreateCell(sizes[^1], tensor => $"{name(tensor)}_reverse"), Merge)
            : new RecurrentReference(forward);
    }

    private ReferenceCell CreateCell(int inputSize, Func<string, string> name) => Cell switch
    {
        RnnCell.Lstm => new LstmReference(inputSize, Size, name, Variant),
        RnnCell.Gru => new GruReference(inputSize, Size, name, Variant),
        RnnCell.GruResetBefore => new GruResetBeforeReference(inputSize, Size, name, Variant),
        _ => new ElmanReference(inputSize, Size, Function(Cell), name, Variant),
    };

    private static LayerActivation Function(RnnCell cell) => cell switch
    {
        RnnCell.Relu => LayerActivation.Relu,
        RnnCell.Sigmoid => LayerActivation.Sigmoid,
        _ => LayerActivation.Tanh,
    };
}
