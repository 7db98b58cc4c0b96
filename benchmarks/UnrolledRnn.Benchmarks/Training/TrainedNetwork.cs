using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Training;

/// <inheritdoc cref="ITrainedNetwork"/>
internal sealed class TrainedNetwork<TNetwork> : ITrainedNetwork
    where TNetwork : class, ITokenSequenceNetwork<TNetwork>
{
    private const int ProductsOfAWeight = 3;

    private readonly Trainer<TNetwork> _trainer;
    private readonly int[] _tokens;
    private readonly int[] _targets;

    /// <param name="name">The name in the tables.</param>
    /// <param name="model">The name of the model in PyTorch's process.</param>
    /// <param name="batchSize">Sequences trained together, B.</param>
    /// <param name="threads">Threads that share the work.</param>
    public TrainedNetwork(string name, string model, int batchSize, int threads)
    {
        NetworkShape shape = TNetwork.Shape;
        int count = shape.SequenceLength * batchSize;
        int units = shape.Recurrent.First().HiddenSize;
        Name = name;
        TorchModel = $"{model} {units} {shape.InputSize} {shape.SequenceLength} {batchSize}";
        Threads = threads;
        _tokens = CharacterText.Tokens(count, shape.InputSize, seed: 1);
        _targets = CharacterText.Tokens(count, shape.OutputSize, seed: 2);
        _trainer = TrainerThreads.Create(TNetwork.Create(seed: 1), batchSize, threads);
        double weights = TNetwork.Tensors.Where(IsMultiplied).Sum(tensor => (double)tensor.Count);
        MultiplyAdds = ProductsOfAWeight * weights * count;
    }

    public string Name { get; }

    public string TorchModel { get; }

    public int BatchSize => _trainer.BatchSize;

    public int Threads { get; }

    public double MultiplyAdds { get; }

    public void Update()
    {
        if (_trainer.Train(_tokens, _targets).WasSkipped)
        {
            throw new InvalidOperationException("An update was skipped, so that its time says nothing.");
        }
    }

    /// <remarks>What the trainer does, by the members that it calls.</remarks>
    public IReadOnlyList<(string Name, double MultiplyAdds, Action Run)> Parts()
    {
        TNetwork network = _trainer.Network;
        IOptimizer optimizer = _trainer.Optimizer;
        TrainingTape tape = TNetwork.CreateTape(BatchSize);
        ParameterGradients gradients = TNetwork.CreateGradients();
        float[] states = new float[BatchSize * TNetwork.Shape.StateSize];
        var classes = (IClassOutputs)network;

        // Logits are made with their loss, by blocks of rows.
        double logits = _tokens.Length
            * TNetwork.Tensors.Where(tensor => tensor.Name == "linear.weight").Sum(tensor => (double)tensor.Count);
        double forward = (MultiplyAdds / ProductsOfAWeight) - logits;
        return
        [
            ("forward", forward, () => classes.ForwardToClasses(_tokens, tape, states)),
            ("loss + backward", MultiplyAdds - forward, () =>
            {
                gradients.Clear();
                classes.BackwardFromClasses(_targets, SoftmaxCrossEntropy.IgnoredTarget, factor: 1, tape, gradients);
            }),
            ("clip + optimizer", 0, () =>
            {
                GradientClipping.ByGlobalNorm(gradients.Values, _trainer.MaxGradientNorm);
                optimizer.Step(network.Parameters, gradients.Values);
            }),
        ];
    }

    private static bool IsMultiplied(ParameterTensor tensor) => tensor.Columns is not null && tensor.Name != SelectedRows();

    /// <summary>The matrix of which tokens select rows.</summary>
    private static string SelectedRows() =>
        TNetwork.Shape.Layers[0] is EmbeddingLayerShape ? "embedding.weight" : "rnn.weight_ih_l0";
}
