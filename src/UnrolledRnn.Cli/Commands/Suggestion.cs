namespace UnrolledRnn.Cli.Commands;

/// <summary>The word that was probably meant.</summary>
internal static class Suggestion
{
    private const int MostEdits = 2;

    /// <summary>The nearest of some words, or null where none is near.</summary>
    public static string? For(string mistyped, IEnumerable<string> words) => words
        .Select(word => (Word: word, Edits: Edits(mistyped, word)))
        .Where(candidate => candidate.Edits <= MostEdits && candidate.Edits < candidate.Word.Length - 1)
        .OrderBy(candidate => candidate.Edits)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    /// <summary>Letters to insert, to leave out, to replace, or to exchange with a neighbour.</summary>
    private static int Edits(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int replaced = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
