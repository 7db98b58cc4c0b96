namespace UnrolledRnn.Text;

/// <summary>Whether a network can be a language model of a vocabulary.</summary>
internal static class VocabularyFit
{
    /// <summary>Throws unless a network predicts its own inputs.</summary>
    /// <exception cref="ArgumentException">Its inputs and outputs differ in number.</exception>
    public static void CheckNetwork<TNetwork>(TNetwork network)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkShape shape = TNetwork.Shape;
        if (shape.InputSize != shape.OutputSize)
        {
            throw new ArgumentException(
                $"A language model predicts its own inputs, but {typeof(TNetwork).Name} has {shape.InputSize} inputs "
                + $"and {shape.OutputSize} outputs.",
                nameof(network));
        }
    }

    /// <summary>Throws unless a network has room for a vocabulary.</summary>
    /// <exception cref="ArgumentException">It has fewer inputs than there are tokens.</exception>
    public static void CheckTokenizer<TNetwork>(VocabularyTokenizer tokenizer)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (tokenizer.Vocabulary.Count > TNetwork.Shape.InputSize)
        {
            throw new ArgumentException(
                $"The vocabulary has {tokenizer.Vocabulary.Count} tokens, and {typeof(TNetwork).Name} has room for {TNetwork.Shape.InputSize}.",
                nameof(tokenizer));
        }
    }
}
