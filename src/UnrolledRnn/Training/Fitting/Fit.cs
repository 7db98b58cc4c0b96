namespace UnrolledRnn.Training;

/// <summary>
/// One line for each task: a network trained with AdamW, gradients clipped, a rate that warms up and falls along a cosine, early stopping,
/// the best parameters kept. Whoever wants something else makes a dataset and a <see cref="Trainer{TNetwork}"/>.
/// </summary>
public static class Fit
{
    /// <summary>Tells which class a sequence of vectors has.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each, of at most T steps.</param>
    /// <param name="classes">The class of each sequence, from 0.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, its normalisation, and what came of the training.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> Classifier<TNetwork>(
        IReadOnlyList<float[]> sequences, IReadOnlyList<int> classes, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Classes(new SequenceDataset(sequences, TNetwork.Shape.InputSize, classes), options, network, sequences.Count);

    /// <summary>Tells which class each step of a sequence of vectors has.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each, of at most T steps.</param>
    /// <param name="classes">The classes of each sequence, [length], <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> for none.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, its normalisation, and what came of the training.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> Classifier<TNetwork>(
        IReadOnlyList<float[]> sequences, IReadOnlyList<int[]> classes, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Classes(new SequenceDataset(sequences, TNetwork.Shape.InputSize, classes) { Packs = true }, options, network, sequences.Count);

    /// <summary>Tells which class a sequence of tokens has, such as the mood of a text.</summary>
    /// <param name="sequences">The tokens of each sequence, at most T.</param>
    /// <param name="classes">The class of each sequence, from 0.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, and what came of the training.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> Classifier<TNetwork>(
        IReadOnlyList<int[]> sequences, IReadOnlyList<int> classes, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        options ??= new TaskOptions();
        options = options.Metrics.Count > 0 ? options : options with { Metrics = [new AccuracyMetric()] };
        return FitTask.Tokens(new TokenSequenceDataset(sequences, classes), options, network, FitTask.BatchSize(options, sequences.Count));
    }

    /// <summary>Computes values from a sequence, one target for each sequence or for each step.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each, of at most T steps.</param>
    /// <param name="targets">The targets, either [nOut] for every sequence, or [length, nOut] for every sequence.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, its normalisations, and what came of the training.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> Regressor<TNetwork>(
        IReadOnlyList<float[]> sequences, IReadOnlyList<float[]> targets, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var data = new SequenceDataset(sequences, TNetwork.Shape.InputSize, targets, TNetwork.Shape.OutputSize);
        return Values(data, options, network, sequences.Count);
    }

    /// <summary>Foretells a series from its last T steps.</summary>
    /// <param name="series">[steps, nIn]</param>
    /// <param name="horizon">Steps ahead: the network has an output for the last of them, or for each.</param>
    /// <param name="targetColumns">The columns to foretell; or null for all.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, its normalisations, and what came of the training.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> Forecaster<TNetwork>(
        ReadOnlyMemory<float> series,
        int horizon = 1,
        IReadOnlyList<int>? targetColumns = null,
        TaskOptions? options = null,
        TNetwork? network = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var data = new SeriesDataset(series, TNetwork.Shape.InputSize, horizon, stride: 1, targetColumns);
        return Values(data, options, network, series.Length / TNetwork.Shape.InputSize);
    }

    /// <summary>
    /// Makes of a dry signal the wet one, such as an amplifier: the error-to-signal ratio with pre-emphasis and the offset as loss, on
    /// streams that warm up.
    /// </summary>
    /// <param name="dry">[samples, nIn]</param>
    /// <param name="wet">[samples, nOut]</param>
    /// <param name="options">How to train; null for the usual settings. Signals are taken as they are.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, and what came of the training, the ratio as its metric.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> AudioEffect<TNetwork>(
        ReadOnlyMemory<float> dry, ReadOnlyMemory<float> wet, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        const int WarmUpSteps = 1024;
        NetworkShape shape = TNetwork.Shape;
        options ??= new TaskOptions();
        long samples = dry.Length / shape.InputSize;
        int batchSize = FitTask.BatchSize(options, samples / (4L * shape.SequenceLength));
        options = options with
        {
            NormalizesInputs = false,
            NormalizesTargets = false,
            Loss = options.Loss ?? new EsrLoss(batchSize, shape.OutputSize),
            Metrics = options.Metrics.Count > 0 ? options.Metrics : [new EsrMetric(batchSize, shape.OutputSize, epsilon: 1e-9f)],
        };
        int warmUp = (int)Math.Min(WarmUpSteps, samples / (4L * batchSize));
        return FitTask.Vectors(new StreamDataset(dry, shape.InputSize, wet, shape.OutputSize, warmUp), options, network, batchSize);
    }

    /// <summary>Foretells the next token of a text.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="ignored">A token that is an input, but no target, such as that for unknown characters; or null.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, and what came of the training, the perplexity as its metric.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> LanguageModel<TNetwork>(
        ReadOnlyMemory<int> tokens, int? ignored = null, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        options ??= new TaskOptions();
        options = options.Metrics.Count > 0 ? options : options with { Metrics = [new PerplexityMetric()] };
        int batchSize = FitTask.BatchSize(options, tokens.Length / (4L * TNetwork.Shape.SequenceLength));
        var data = new TokenStreamDataset(tokens, ignored) { WindowLengths = options.WindowLengths };
        return FitTask.Tokens(data, options, network, batchSize);
    }

    private static FittedModel<TNetwork> Classes<TNetwork>(VectorDataset data, TaskOptions? options, TNetwork? network, int count)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        options = (options ?? new TaskOptions()) with { NormalizesTargets = false };
        options = options.Metrics.Count > 0 ? options : options with { Metrics = [new AccuracyMetric()] };
        return FitTask.Vectors(data, options, network, FitTask.BatchSize(options, count));
    }

    private static FittedModel<TNetwork> Values<TNetwork>(VectorDataset data, TaskOptions? options, TNetwork? network, int count)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        options ??= new TaskOptions();
        options = options.Metrics.Count > 0 ? options : options with { Metrics = [new MaeMetric()] };
        return FitTask.Vectors(data, options, network, FitTask.BatchSize(options, count));
    }
}
