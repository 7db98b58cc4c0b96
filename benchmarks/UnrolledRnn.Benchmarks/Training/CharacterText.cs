namespace UnrolledRnn.Benchmarks.Training;

/// <summary>A stand-in for a text: how long an update takes does not depend on what is written.</summary>
internal static class CharacterText
{
    /// <summary>Different characters, as in the works of Shakespeare.</summary>
    public const int Vocabulary = 65;

    /// <summary>Time steps of an update, T.</summary>
    public const int SequenceLength = 64;

    /// <summary>Sequences trained together, B, unless it is said otherwise.</summary>
    public const int BatchSize = 32;

    /// <summary>Tokens in no order.</summary>
    /// <param name="count">T·B</param>
    /// <param name="vocabulary">Tokens are below it.</param>
    /// <param name="seed">Where they begin.</param>
    public static int[] Tokens(int count, int vocabulary, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(vocabulary))];
    }
}
