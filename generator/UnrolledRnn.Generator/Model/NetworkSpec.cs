using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Model;

/// <summary>
/// A valid declaration of a network. Immutable and structurally equal, without symbols or syntax, so that the pipeline
/// stops here when an edit has not changed it.
/// </summary>
internal sealed record NetworkSpec
{
    public required TargetType Target { get; init; }

    public required int InputSize { get; init; }

    /// <summary>Every layer in the order of the data, the output layer included.</summary>
    public required EquatableArray<LayerSpec> Layers { get; init; }

    public required int SequenceLength { get; init; }

    /// <summary>Whether the layers are attributes of their own; their parameters then have names of their own in files.</summary>
    public bool HasLayerAttributes { get; init; }

    public OutputSteps Outputs { get; init; }

    public InitializationScheme Initialization { get; init; }

    public SequenceStart InitialState { get; init; }

    public UnrollRequest Unroll { get; init; }

    public bool Residual { get; init; }

    public Precision Activations { get; init; }

    public Storage Weights { get; init; }

    /// <summary>Whether steps read a narrow copy of the weights.</summary>
    public bool HasNarrowWeights => Weights != Storage.Float32;

    /// <summary>
    /// In what the steps read W_ih and W_hh: by columns, where a scale for each row would be a multiplication for each weight.
    /// </summary>
    public Storage RecurrentWeights => Weights == Storage.Int8 ? Storage.BFloat16 : Weights;

    /// <summary>The model file that gave the declaration and gives the weights, or null.</summary>
    public ModelFile? File { get; init; }

    /// <summary>How much of it is emitted.</summary>
    public CodeScope Scope { get; init; } = CodeScope.Complete;

    public IEnumerable<RecurrentSpec> Recurrent => Layers.OfType<RecurrentSpec>();

    /// <summary>The sizes of the input and of what each layer gives: that of layer i is entry i + 1.</summary>
    public IReadOnlyList<int> Sizes
    {
        get
        {
            List<int> sizes = [InputSize];
            foreach (LayerSpec layer in Layers)
            {
                sizes.Add(layer.OutputSizeBehind(sizes));
            }

            return sizes;
        }
    }

    public int OutputSize => Sizes[Layers.Count];

    /// <summary>The function of the last layer.</summary>
    public ActivationFunction OutputActivation => Layers[Layers.Count - 1] switch
    {
        DenseSpec dense => dense.Activation,
        ActivationSpec activation => activation.Activation,
        _ => ActivationFunction.Identity,
    };

    /// <summary>
    /// Tokens stand for one-hot vectors, which need two components at least, and which nothing but a layer's product may read.
    /// </summary>
    public bool TakesTokens => InputSize > 1 && !Residual && Layers[0] is not (ActivationSpec or JoiningSpec)
        && !Layers.Any(layer => layer is JoiningSpec { From: 0 });

    /// <summary>Whether every step of a sequence has an output.</summary>
    public bool HasOutputAtEveryStep => Outputs == OutputSteps.EveryStep;

    /// <summary>Whether a layer needs the whole sequence before its first output.</summary>
    public bool IsBidirectional => Recurrent.Any(layer => layer.Bidirectional);

    /// <summary>Whether the initial state is part of the parameters.</summary>
    public bool LearnsInitialState => InitialState == SequenceStart.Learned && Recurrent.Any();
}
