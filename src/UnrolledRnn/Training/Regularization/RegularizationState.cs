namespace UnrolledRnn.Training;

/// <summary>The regularisation of a trainer in a checkpoint: its settings, and where its masks are.</summary>
internal sealed class RegularizationState : ICheckpointed
{
    /// <summary>Its name among the parts of a checkpoint.</summary>
    public const string Part = "regularization";

    private readonly TrainingTape _tape;
    private readonly Regularization _regularization;

    private RegularizationState(TrainingTape tape, Regularization regularization)
    {
        _tape = tape;
        _regularization = regularization;
    }

    /// <inheritdoc/>
    public string Kind => nameof(Regularization);

    /// <summary>That of a tape, or null where nothing is regularised.</summary>
    public static RegularizationState? Of(TrainingTape tape) =>
        tape.Regularization is Regularization regularization ? new RegularizationState(tape, regularization) : null;

    /// <inheritdoc/>
    public void VisitState(IStateVisitor visitor)
    {
        visitor.Setting("embedding_dropout", _regularization.EmbeddingDropout);
        visitor.Setting("input_dropout", _regularization.InputDropout);
        visitor.Setting("layer_dropout", _regularization.LayerDropout);
        visitor.Setting("output_dropout", _regularization.OutputDropout);
        visitor.Setting("variational", _regularization.IsVariational ? 1 : 0);
        visitor.Setting("weight_dropout", _regularization.WeightDropout);
        visitor.Setting("hidden_zoneout", _regularization.HiddenZoneout);
        visitor.Setting("cell_zoneout", _regularization.CellZoneout);
        visitor.Setting("activation_penalty", _regularization.ActivationPenalty);
        visitor.Setting("temporal_activation_penalty", _regularization.TemporalActivationPenalty);

        // as two numbers, because one of double precision does not hold every seed
        visitor.Setting("seed_upper", (int)(_regularization.Seed >> 32));
        visitor.Setting("seed_lower", (uint)_regularization.Seed);
        long passes = _tape.RegularizedPasses;
        visitor.Count("passes", ref passes, least: 0, TrainingTape.MostPasses);
        _tape.RegularizedPasses = passes;
    }
}
