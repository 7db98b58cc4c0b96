namespace UnrolledRnn.Cli.Training;

/// <summary>What training costs: the multiply-adds of the matrices, which are nearly all of it.</summary>
internal static class TrainingCost
{
    /// <summary>A pass forward, and two of its size back: by the values and by the weights.</summary>
    private const double Passes = 3;

    private const string Embedding = "embedding.weight";

    private static readonly string[] s_firstLayers = ["rnn.weight_ih_l0", "rnn.0.weight_ih_l0", "input.weight"];

    /// <summary>Multiply-adds of a step whose inputs are values.</summary>
    public static double PerStep<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Passes * TNetwork.Tensors.Where(tensor => tensor.Columns is not null).Sum(tensor => (double)tensor.Count);

    /// <summary>
    /// Multiply-adds of a token. What reads tokens takes a row of its weights, and multiplies nothing, but for a table that is also the
    /// output's.
    /// </summary>
    public static double PerToken<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ParameterTensor[] matrices = [.. TNetwork.Tensors.Where(tensor => tensor.Columns is not null)];
        bool isTied = TNetwork.Shape.Layers[^1] is DenseLayerShape { IsTied: true };
        string[] readers = isTied ? [] : matrices.Any(tensor => tensor.Name == Embedding) ? [Embedding] : s_firstLayers;
        return Passes * matrices.Where(tensor => !readers.Contains(tensor.Name)).Sum(tensor => (double)tensor.Count);
    }
}
