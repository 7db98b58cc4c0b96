namespace UnrolledRnn.Training;

/// <summary>
/// What keeps a network from learning its training data by heart; a choice of training, not of the network. Only passes that train are
/// regularised. Every mask is a function of <see cref="Seed"/>, the number of the pass, what it is for, the layer, the row and the
/// column: the same bits on every machine, for any number of threads, and in a run that goes on from a checkpoint. What is not dropped is
/// multiplied by 1 / (1 - p), so that a network runs as it is afterwards. All that is not set is off.
/// </summary>
/// <remarks>
/// The recipe of AWD-LSTM (Merity et al., Regularizing and Optimizing LSTM Language Models, 2017) for WikiText-2:
/// <c>new Regularization { EmbeddingDropout = 0.1f, InputDropout = 0.65f, LayerDropout = 0.2f, OutputDropout = 0.4f,
/// WeightDropout = 0.5f, ActivationPenalty = 2, TemporalActivationPenalty = 1 }</c>.
/// </remarks>
public sealed record Regularization
{
    /// <summary>
    /// The probability with which a row of the embedding is dropped, for the whole pass: its token vanishes wherever it stands. From 0 to
    /// below 1. An output layer that shares the table reads it whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float EmbeddingDropout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(EmbeddingDropout));
    }

    /// <summary>The probability with which each value is dropped that the first recurrent layer reads; from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float InputDropout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(InputDropout));
    }

    /// <summary>
    /// The probability with which each value is dropped that a recurrent layer gives to others, but for the last recurrent layer; from 0
    /// to below 1. PyTorch's <c>nn.LSTM(dropout=p)</c>, there without <see cref="IsVariational"/>. The layer's own h stays whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float LayerDropout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(LayerDropout));
    }

    /// <summary>
    /// The probability with which each value is dropped that the last recurrent layer gives to others, or as the output; from 0 to below
    /// 1. The layer's own h stays whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float OutputDropout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(OutputDropout));
    }

    /// <summary>
    /// Whether <see cref="InputDropout"/>, <see cref="LayerDropout"/> and <see cref="OutputDropout"/> have one mask for all steps of a
    /// sequence in a pass, also called locked (Gal and Ghahramani, A Theoretically Grounded Application of Dropout in Recurrent Neural
    /// Networks, 2016); else each step has its own. A sequence that starts within the pass has a mask of its own either way.
    /// </summary>
    public bool IsVariational { get; init; } = true;

    /// <summary>
    /// The probability with which each weight of h is dropped, DropConnect on W_hh; from 0 to below 1. One mask of each layer and
    /// direction for a pass, the same for all its steps and sequences.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float WeightDropout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(WeightDropout));
    }

    /// <summary>
    /// Zoneout: the probability with which a unit of h keeps its old value at a step, in each recurrent layer; from 0 to below 1. A network
    /// runs without it afterwards, where the paper takes (1 - p) of the new value and p of the old one; see the remarks.
    /// </summary>
    /// <remarks>
    /// What a network computes is its declaration alone; training does not change it, so that <c>Evaluate</c> measures what <c>Step</c> and
    /// <c>Forward</c> give. Small probabilities, such as the paper's 0.05 for h, change states little; a large one trains a network whose
    /// states move faster when it runs than they did in training.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float HiddenZoneout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(HiddenZoneout));
    }

    /// <summary>The same for c of an LSTM; h is made from what c would have become. Cells without c have none.</summary>
    /// <inheritdoc cref="HiddenZoneout" path="/remarks"/>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float CellZoneout
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(CellZoneout));
    }

    /// <summary>
    /// α of activation regularisation (AR): α · mean h² of the last recurrent layer, after <see cref="OutputDropout"/>, adds to the loss
    /// that is differentiated, not to the one that is reported. Finite, at least 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float ActivationPenalty
    {
        get;
        init => field = Hyperparameter.AtLeastZero(value, nameof(ActivationPenalty));
    }

    /// <summary>
    /// β of temporal activation regularisation (TAR): β · mean (h_t - h_{t-1})² of the last recurrent layer, before
    /// <see cref="OutputDropout"/> and within sequences, likewise. Finite, at least 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another value.</exception>
    public float TemporalActivationPenalty
    {
        get;
        init => field = Hyperparameter.AtLeastZero(value, nameof(TemporalActivationPenalty));
    }

    /// <summary>Which masks are drawn; any number. Different seeds give unrelated masks.</summary>
    public long Seed { get; init; }

    /// <summary>Whether there is a penalty on activations.</summary>
    internal bool HasActivationPenalty => ActivationPenalty > 0 || TemporalActivationPenalty > 0;

    /// <summary>Whether there is anything that only recurrent layers have.</summary>
    internal bool NeedsRecurrentLayer =>
        HasActivationPenalty
        || InputDropout > 0 || LayerDropout > 0 || OutputDropout > 0 || WeightDropout > 0 || HiddenZoneout > 0 || CellZoneout > 0;

    /// <summary>Throws where a network does not have what is to be regularised.</summary>
    /// <exception cref="ArgumentException">It has no embedding, or no recurrent layer.</exception>
    internal void Check(NetworkShape shape, string parameterName)
    {
        if (EmbeddingDropout > 0 && !shape.Layers.OfType<EmbeddingLayerShape>().Any())
        {
            throw new ArgumentException(
                $"Expected a network with an embedding for {nameof(EmbeddingDropout)} = {EmbeddingDropout}, got {shape}.", parameterName);
        }

        if (NeedsRecurrentLayer && !shape.Recurrent.Any())
        {
            throw new ArgumentException($"Expected a network with a recurrent layer for {this}, got {shape}.", parameterName);
        }
    }
}
