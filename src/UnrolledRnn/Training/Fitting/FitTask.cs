namespace UnrolledRnn.Training;

/// <summary>What the tasks of <see cref="Fit"/> have in common: the part that validates, the trainer, the schedule.</summary>
internal static class FitTask
{
    /// <summary>The batch size for some sequences, or streams of some length.</summary>
    public static int BatchSize(TaskOptions options, long most) => (int)Math.Clamp(most, 1, options.BatchSize);

    /// <summary>Takes the validation part away, and completes the options for what is left.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="options">The options; they know the validation part, the schedule and the patience behind it.</param>
    /// <param name="batchSize">B.</param>
    public static Dataset Prepare<TNetwork>(Dataset dataset, ref TaskOptions options, int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Dataset training = dataset;
        Dataset? validation = options.Validation;
        if (validation is null && options.ValidationShare > 0)
        {
            (training, validation) = dataset.Split(options.ValidationShare, options.Seed);
        }

        int batches = training.CreateBatches(TNetwork.Shape, batchSize).Count;
        int steps = (batches + options.AccumulationSteps - 1) / options.AccumulationSteps;
        options = options with
        {
            Validation = validation,
            ValidationShare = 0,
            Patience = validation is null ? null : options.Patience,
            Schedule = options.Schedule ?? new CosineSchedule(options.LearningRate, (long)steps * options.Epochs),
        };
        return training;
    }

    /// <summary>The trainer of a task.</summary>
    public static Trainer<TNetwork> Trainer<TNetwork>(TNetwork? network, TaskOptions options, int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        network ??= TNetwork.Create(options.NetworkSeed);
        var optimizer = new AdamW(network.Parameters.Length, options.LearningRate, weightDecay: options.WeightDecay)
        {
            Groups = ParameterGroups.Of(network).WithoutDecayOfVectors(),
        };
        return new Trainer<TNetwork>(network, optimizer, batchSize, options.MaxGradientNorm);
    }

    /// <summary>Fits a network to vectors.</summary>
    public static FittedModel<TNetwork> Vectors<TNetwork>(VectorDataset dataset, TaskOptions options, TNetwork? network, int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var training = (VectorDataset)Prepare<TNetwork>(dataset, ref options, batchSize);
        Trainer<TNetwork> trainer = Trainer(network, options, batchSize);
        return new FittedModel<TNetwork>(trainer.Network, trainer.Fit(training, options), options.Texts);
    }

    /// <summary>Fits a network to tokens.</summary>
    public static FittedModel<TNetwork> Tokens<TNetwork>(TokenDataset dataset, TaskOptions options, TNetwork? network, int batchSize)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        options = options with { NormalizesInputs = false, NormalizesTargets = false };
        var training = (TokenDataset)Prepare<TNetwork>(dataset, ref options, batchSize);
        Trainer<TNetwork> trainer = Trainer(network, options, batchSize);
        return new FittedModel<TNetwork>(trainer.Network, trainer.Fit(training, options), options.Texts);
    }
}
