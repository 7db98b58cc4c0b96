namespace UnrolledRnn.Cli.Training;

/// <summary>What training costs: the multiply-adds of the matrices, which are nearly all of it.</summary>
internal static class TrainingCost
{
    /// <summary>A pass forward, and two of its size back: by the values and by the weights.</summary>
    private const double Passes = 3;

    /// <summary>Multiply-adds of a step whose inputs are values.</summary>
    public static double PerStep<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Passes * TNetwork.Tensors.Where(tensor => tensor.Columns is not null).Sum(tensor => (double)tensor.Count);

    /// <summary>Multiply-adds of a token. What reads tokens takes a row of its weights, and multiplies nothing.</summary>
    public static double PerToken<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Passes * TNetwork.Tensors.Where(tensor => tensor.Columns is not null && !ReadsTokens(tensor.Name)).Sum(tensor => (double)tensor.Count);

    private static bool ReadsTokens(string name) => name is "embedding.weight" or "rnn.weight_ih_l0" or "rnn.0.weight_ih_l0" or "input.weight";
}
