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

    /// <summary>The recurrent layers; in the form with a hiddenSize, all are equal.</summary>
    public required IReadOnlyList<Recurrent> Layers { get; init; }

    /// <summary>Whether the layers are attributes of their own.</summary>
    public bool IsMixed { get; init; }

    /// <summary>The dense layer in front, or null.</summary>
    public Dense? Front { get; init; }

    /// <summary>The dense layers between the last recurrent one and the outputs.</summary>
    public IReadOnlyList<Dense> Behind { get; init; } = [];

    public OutputActivation OutputActivation { get; init; }

    public SequenceOutputs Outputs { get; init; }

    /// <summary>The scheme, or null where the declaration says nothing.</summary>
    public Initialization? Initialization { get; init; }

    public Unrolling Unroll { get; init; }

    public bool Residual { get; init; }

    public ActivationPrecision Activations { get; init; }

    public WeightStorage Weights { get; init; }

    /// <summary>Whether the network takes whole sequences only.</summary>
    public bool IsBidirectional => Layers.Any(layer => layer.Bidirectional);

    public bool TakesTokens => InputSize > 1 && !Residual;

    /// <summary>The attributes that a user writes above the class.</summary>
    public string Attributes => IsMixed
        ? string.Join("\n", [Attribute($"{InputSize}, {OutputSize}, {SequenceLength}"), .. Front is null ? [] : (string[])[Front.Code], .. Layers.Select(layer => layer.Code), .. Behind.Select(layer => layer.Code)])
        : Attribute($"{InputSize}, {Layers[0].Size}, {OutputSize}, {SequenceLength}, Cell = RnnCell.{Layers[0].Cell}, Layers = {Layers.Count}, Bidirectional = {Text(Layers[0].Bidirectional)}");

    /// <summary>The network that the declaration means, with zeros for parameters.</summary>
    public NetworkReference CreateReference()
    {
        var layers = new List<IReferenceLayer>();
        int size = InputSize;
        if (Front is not null)
        {
            Add(Front.CreateReference(size, "input"));
        }

        for (int l = 0; l < Layers.Count; l++)
        {
            Add(Layers[l].CreateReference(size, IsMixed ? $"rnn.{l}." : "rnn.", IsMixed ? "_l0" : $"_l{l}"));
        }

        for (int i = 0; i < Behind.Count; i++)
        {
            Add(Behind[i].CreateReference(size, $"dense.{i}"));
        }

        Add(new DenseReference(size, OutputSize, OutputActivation, "linear"));
        return new NetworkReference(layers, Outputs, Residual);

        void Add(IReferenceLayer layer)
        {
            layers.Add(layer);
            size = layer.OutputSize;
        }
    }

    public override string ToString() => $"{Attributes}, {BatchSize} sequences";

    private string Attribute(string arguments)
    {
        string initialization = Initialization is null ? "" : $", Initialization = Initialization.{Initialization}";
        return $"[UnrolledRnn({arguments}, Residual = {Text(Residual)}, OutputActivation = OutputActivation.{OutputActivation}, "
            + $"Outputs = SequenceOutputs.{Outputs}{initialization}, Unroll = Unrolling.{Unroll}, "
            + $"Activations = ActivationPrecision.{Activations}, Weights = WeightStorage.{Weights})]";
    }

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>A recurrent layer of a declaration.</summary>
    public sealed record Recurrent(RnnCell Cell, int Size, bool Bidirectional = false)
    {
        public string Code => $"[RecurrentLayer(RnnCell.{Cell}, {Size}, Bidirectional = {Text(Bidirectional)})]";

        public IReferenceLayer CreateReference(int inputSize, string prefix, string suffix)
        {
            IReferenceCell forward = CreateCell(inputSize, tensor => prefix + tensor + suffix);
            return Bidirectional
                ? new BidirectionalReference(forward, CreateCell(inputSize, tensor => $"{prefix}{tensor}{suffix}_reverse"))
                : new RecurrentReference(forward);
        }

        private IReferenceCell CreateCell(int inputSize, Func<string, string> name) => Cell switch
        {
            RnnCell.Lstm => new LstmReference(inputSize, Size, name),
            RnnCell.Gru => new GruReference(inputSize, Size, name),
            RnnCell.GruResetBefore => new GruResetBeforeReference(inputSize, Size, name),
            _ => new ElmanReference(inputSize, Size, Enum.Parse<OutputActivation>(Cell.ToString()), name),
        };
    }

    /// <summary>A dense layer of a declaration.</summary>
    public sealed record Dense(int Size, LayerActivation Activation)
    {
        public string Code => $"[DenseLayer({Size}, LayerActivation.{Activation})]";

        public DenseReference CreateReference(int inputSize, string prefix) =>
            new(inputSize, Size, Enum.Parse<OutputActivation>(Activation.ToString()), prefix);
    }
}
