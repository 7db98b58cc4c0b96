namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>The next character of a text, of which every row of the batch reads a part of its own from the beginning on.</summary>
internal sealed class TextTask : ITask
{
    /// <summary>Different characters of tinyshakespeare.txt.</summary>
    public const int Vocabulary = 65;

    /// <summary>Characters of a chunk, T.</summary>
    public const int Length = 64;

    private readonly int[] _tokens;

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidDataException">It has too few or too many different characters, or is too short.</exception>
    public TextTask(string path)
    {
        string text = File.ReadAllText(path);
        char[] characters = [.. text.Distinct().Order()];
        if (characters.Length != Vocabulary || text.Length <= BatchSize * Length)
        {
            throw new InvalidDataException(
                $"Expected more than {BatchSize * Length} characters, {Vocabulary} of them different; " +
                $"got {text.Length}, {characters.Length} of them different, in {path}.");
        }

        _tokens = [.. text.Select(character => Array.BinarySearch(characters, character))];
    }

    public int BatchSize => 32;

    public float LearningRate => 2e-3f;

    private int RowLength => (_tokens.Length - 1) / BatchSize;

    public (int[] Tokens, int[] Targets, bool BeginsAnew) Chunk(int number)
    {
        int start = number % (RowLength / Length) * Length;
        return (Characters(start), Characters(start + 1), start == 0);
    }

    private int[] Characters(int start) =>
    [
        .. from t in Enumerable.Range(start, Length)
           from b in Enumerable.Range(0, BatchSize)
           select _tokens[(b * RowLength) + t],
    ];
}
