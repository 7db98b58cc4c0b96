using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>Values that a network is trained on.</summary>
internal sealed record ValueData
{
    /// <summary>What the data is called.</summary>
    public required string Name { get; init; }

    /// <summary>What there is of it, in a sentence.</summary>
    public required string Facts { get; init; }

    /// <summary>The data.</summary>
    public required VectorDataset Data { get; init; }

    /// <summary>Steps of the data.</summary>
    public required long Steps { get; init; }

    /// <summary>Outputs of the network.</summary>
    public required int Outputs { get; init; }

    /// <summary>Whether values are standardised.</summary>
    public required bool Normalizes { get; init; }

    /// <summary>Whether the data is long streams that a batch goes on with, such as audio.</summary>
    public required bool IsStream { get; init; }

    /// <summary>What the loss is measured in.</summary>
    public required string Unit { get; init; }

    /// <summary>The loss for a batch size; null for the mean squared error.</summary>
    public Func<int, ILoss>? Loss { get; init; }

    /// <summary>The metric for a batch size.</summary>
    public required Func<int, IMetric> Metric { get; init; }

    /// <summary>Texts that travel with the model.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();
}
