namespace UnrolledRnn.Benchmarks.Training;

/// <summary>A network with a trainer and a batch of text.</summary>
internal interface ITrainedNetwork
{
    /// <summary>Its name in the tables.</summary>
    string Name { get; }

    /// <summary>How PyTorch's process makes the same: a model, its units, vocabulary, steps and sequences.</summary>
    string TorchModel { get; }

    /// <summary>Sequences trained together, B.</summary>
    int BatchSize { get; }

    /// <summary>Threads that share the work.</summary>
    int Threads { get; }

    /// <summary>
    /// Multiply-adds of the matrix products of one update. A weight that is multiplied takes part in three for each token: forward, and
    /// backward for the gradients by what it was multiplied with and by itself. Rows of the table that tokens select are none.
    /// </summary>
    double MultiplyAdds { get; }

    /// <summary>Forward, cross-entropy, backward, clipping, Adam.</summary>
    void Update();

    /// <summary>The parts of an update, in their order, each to be run after those before it; with their multiply-adds.</summary>
    IReadOnlyList<(string Name, double MultiplyAdds, Action Run)> Parts();
}
