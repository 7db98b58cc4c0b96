using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>A declaration: the C# that a user writes, and the network it means.</summary>
internal sealed record Declaration
{
    public required int InputSize { get; init; }

    public required int OutputSize { get; init; }

    public required int SequenceLength { get; init; }

    /// <summary>Sequences that a check runs together.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The layers in front of the output layer; in the form with a hiddenSize, recurrent ones that are all equal.</summary>
    public required IReadOnlyList<LayerDeclaration> Layers { get; init; }

    /// <summary>Whether the layers are attributes of their own.</summary>
    public bool IsMixed { get; init; }

    /// <summary>Whether a dense layer ends the network.</summary>
    public bool Output { get; init; } = true;

    public LayerActivation OutputActivation { get; init; }

    public bool OutputBias { get; init; } = true;

    /// <summary>Whether the output layer's weights are the table of the embedding.</summary>
    public bool TieOutput { get; init; }

    public SequenceStart InitialState { get; init; }

    public SequenceOutputs Outputs { get; init; }

    /// <summary>The scheme, or null where the declaration says nothing.</summary>
    public Initialization? Initialization { get; init; }

    public Unrolling Unroll { get; init; }

    public bool Residual { get; init; }

    public ActivationPrecision Activations { get; init; }

    public WeightStorage Weights { get; init; }

    public IEnumerable<RecurrentDeclaration> Recurrent => Layers.OfType<RecurrentDeclaration>();

    /// <summary>Whether the network takes whole sequences only.</summary>
    public bool IsBidirectional => Recurrent.Any(layer => layer.Bidirectional);

    /// <summary>Whether nothing but the product of the first layer reads the inputs, of which there are two at least.</summary>
    public bool TakesTokens => InputSize > 1 && !Residual
        && Layers[0] is not ActivationDeclaration && !Layers.Any(layer => layer is JoinDeclaration { From: 0 });

    /// <summary>Whether a layer computes a function that has a fast form.</summary>
    public bool HasFastForm => Layers.SelectMany<LayerDeclaration, LayerActivation>(layer => layer switch
    {
        RecurrentDeclaration { Cell: <= RnnCell.Sigmoid } elman => [elman.CellActivation],
        RecurrentDeclaration gated => [gated.CellActivation, gated.Variant.GateActivation],
        DenseDeclaration dense => [dense.Activation],
        ActivationDeclaration function => [function.Activation],
        _ => [],
    }).Append(OutputActivation).Any(function => function is LayerActivation.Tanh or LayerActivation.Sigmoid);

    /// <summary>Every layer as the network describes it, the output layer included.</summary>
    public IReadOnlyList<LayerShape> LayerShapes
    {
        get
        {
            List<int> sizes = [InputSize];
            List<LayerShape> shapes = [];
            foreach (LayerDeclaration layer in Layers)
            {
                shapes.Add(layer.Shape(sizes));
                sizes.Add(shapes[^1].OutputSize);
            }

            return Output
                ? [.. shapes, new DenseLayerShape(sizes[^1], OutputSize, OutputActivation) { Bias = OutputBias, IsTied = TieOutput }]
                : shapes;
        }
    }

    /// <summary>The function of the last layer.</summary>
    public LayerActivation LastActivation => LayerShapes[^1] switch
    {
        DenseLayerShape dense => dense.Activation,
        ActivationLayerShape activation => activation.Activation,
        _ => LayerActivation.Identity,
    };

    /// <summary>The attributes that a user writes above the class.</summary>
    public string Attributes => IsMixed
        ? string.Join(
            "\n", [Attribute("UnrolledNetwork", $"{InputSize}, {OutputSize}, {SequenceLength}"), .. Layers.Select(layer => layer.Code)])
        : Attribute("UnrolledRnn", $"{InputSize}, {Recurrent.First().Size}, {OutputSize}, {SequenceLength}, Cell = RnnCell.{Recurrent.First().Cell}, LayerCount = {Layers.Count}, Bidirectional = {Text(IsBidirectional)}");

    /// <summary>The network that the declaration means, with zeros for parameters.</summary>
    public NetworkReference CreateReference()
    {
        var layers = new List<IReferenceLayer>();
        List<int> sizes = [InputSize];
        var names = new TensorNames(IsMixed, beginsWithDense: Layers[0] is DenseDeclaration && Recurrent.Any());
        foreach (LayerDeclaration layer in Layers)
        {
            layers.Add(Starting(layer).CreateReference(sizes, names));
            sizes.Add(layers[^1].OutputSize);
        }

        if (Output)
        {
            ReferenceParameter? table = TieOutput ? ((EmbeddingReference)layers[0]).Table : null;
            layers.Add(new DenseReference(sizes[^1], OutputSize, OutputActivation, "linear", OutputBias, table));
        }

        return new NetworkReference(layers, Outputs, Residual);
    }

    public override string ToString() => $"{Attributes}, {BatchSize} sequences";

    /// <summary>Whether the state is learned, the network says of all layers at once.</summary>
    private LayerDeclaration Starting(LayerDeclaration layer) => layer is RecurrentDeclaration recurrent
        ? recurrent with { Variant = recurrent.Variant with { LearnsInitialState = InitialState == SequenceStart.Learned } }
        : layer;

    private string Attribute(string name, string arguments)
    {
        string function = Output ? $"OutputActivation = LayerActivation.{OutputActivation}, " : "";
        string initialization = Initialization is null ? "" : $", Initialization = Initialization.{Initialization}";
        return $"[{name}({arguments}, Residual = {Text(Residual)}, {function}"
            + $"Outputs = SequenceOutputs.{Outputs}{initialization}, Unroll = Unrolling.{Unroll}, "
            + $"Activations = ActivationPrecision.{Activations}, Weights = WeightStorage.{Weights}{OutputOptions})]";
    }

    /// <summary>The options of the output layer and of the state that differ from those of a declaration that says nothing.</summary>
    private string OutputOptions =>
        (Output ? "" : ", Output = false")
        + (OutputBias ? "" : ", OutputBias = false")
        + (TieOutput ? ", TieOutput = true" : "")
        + (InitialState == SequenceStart.Zero ? "" : $", InitialState = SequenceStart.{InitialState}");

    private static string Text(bool value) => value ? "true" : "false";
}
