namespace UnrolledRnn.Formats;

/// <summary>
/// What a model file holds, whatever its format: an ordered list of layers with their tensors. From it come a declaration, a running
/// model, a written file.
/// </summary>
public sealed record ModelDescription
{
    /// <summary>The format it was read from, such as <c>NAM 0.5.4</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>Features per time step; of a model that reads tokens, the size of the vocabulary.</summary>
    public required int InputSize { get; init; }

    /// <summary>Every layer in the order of the data; a dense one at the end is the output layer.</summary>
    public required IReadOnlyList<ModelLayer> Layers { get; init; }

    /// <summary>Whether the first inputs are added to the outputs.</summary>
    public bool Residual { get; init; }

    /// <summary>Which outputs a pass over a sequence returns.</summary>
    public SequenceOutputs Outputs { get; init; }

    /// <summary>Samples in a second that the model was trained for, or null where the file does not say.</summary>
    public double? SampleRate { get; init; }

    /// <summary>
    /// Seconds of zeros that the model wants to have heard before the first sample, so that its state has settled; 0 where it starts
    /// from its initial state.
    /// </summary>
    public double PrewarmSeconds { get; init; }

    /// <summary>What else the file says of the model, as texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Outputs per time step.</summary>
    public int OutputSize => Layers.Count == 0 ? InputSize : Layers[^1].Shape.OutputSize;

    /// <summary>Whether the file holds the state in which a sequence starts.</summary>
    public bool HasInitialState => Layers.Any(layer => layer.Tensors.Keys.Any(LayerTensors.IsInitialState));

    /// <summary>Whether a layer needs the whole sequence before its first output.</summary>
    public bool IsBidirectional => Layers.Any(layer => layer.Shape is RecurrentLayerShape { Bidirectional: true });

    /// <summary>Whether inputs may be tokens: the first layer is an embedding.</summary>
    public bool TakesTokens => Layers.Count > 0 && Layers[0].Shape is EmbeddingLayerShape;

    /// <summary>Whether a layer behind the first, or the outputs, read the input too: of a token, its vector is needed then.</summary>
    internal bool ReadsInputLater =>
        Residual || Layers.Any(layer => layer.Shape is SkipLayerShape { From: 0 } or ConcatLayerShape { From: 0 });

    /// <summary>Values of all tensors.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.Tensors.Values.Sum(tensor => (long)tensor.Values.Length));

    /// <summary>What a generated network is, to be written in any format that can hold it.</summary>
    /// <param name="network">The network; its parameters are copied.</param>
    /// <typeparam name="TNetwork">The generated class.</typeparam>
    public static ModelDescription Of<TNetwork>(TNetwork network)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkShape shape = TNetwork.Shape;
        return new ModelDescription
        {
            Format = typeof(TNetwork).Name,
            InputSize = shape.InputSize,
            Layers = NetworkTensors.Layers(shape, TNetwork.Tensors, network.Parameters),
            Residual = shape.Residual,
            Outputs = shape.Outputs,
        };
    }

    /// <summary>A generated network with the tensors of this model.</summary>
    /// <typeparam name="TNetwork">A generated class of the same layers and functions.</typeparam>
    /// <exception cref="ArgumentException">The class is declared otherwise; the message says how both are.</exception>
    public TNetwork Create<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        if (!NetworkTensors.Fits(this, TNetwork.Shape) || (HasInitialState && TNetwork.Shape.InitialState != SequenceStart.Learned))
        {
            throw new ArgumentException(
                $"{typeof(TNetwork).Name} is declared as {TNetwork.Shape}, but the model is {NetworkTensors.Describe(this)}.");
        }

        TNetwork network = TNetwork.CreateEmpty();
        NetworkTensors.Fill(this, TNetwork.Tensors, network.Parameters);
        return network;
    }

    /// <summary>The same model as one that starts from zeros, whose state somebody else sets.</summary>
    public ModelDescription WithoutInitialState() => !HasInitialState ? this : this with
    {
        Layers =
        [
            .. Layers.Select(layer => layer with
            {
                Tensors = layer.Tensors
                    .Where(tensor => !LayerTensors.IsInitialState(tensor.Key))
                    .ToDictionary(StringComparer.Ordinal),
            }),
        ],
    };

    /// <summary>The C# declaration of a class that computes what this model does.</summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="sequenceLength">Time steps of one pass over a sequence, T.</param>
    public string ToDeclaration(string className, int sequenceLength = 64)
    {
        ArgumentException.ThrowIfNullOrEmpty(className);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        return $"{string.Join("\n", ModelDeclaration.Attributes(this, sequenceLength))}\npublic sealed partial class {className};\n";
    }

    /// <summary>The model in one line, as <see cref="NetworkShape"/> writes it.</summary>
    public override string ToString() =>
        $"{InputSize} -> {string.Join(" -> ", Layers.Select(layer => layer.Shape))}{(Residual ? " + input" : "")}";
}
