namespace UnrolledRnn.Cli.Commands;

/// <summary>The command line that goes on with a run, from the one that began it.</summary>
internal static class GoOnCommand
{
    /// <summary>Letters that a shell takes as they are.</summary>
    private const string Plain = "-_./:=,+%@";

    /// <summary>The command line.</summary>
    /// <param name="words">The words of the run.</param>
    /// <param name="checkpoint">The file to go on from.</param>
    public static string Of(IEnumerable<string> words, string checkpoint)
    {
        List<string> kept = [];
        bool skips = false;
        foreach (string word in words)
        {
            bool isValue = skips;
            string name = word.Split('=', ':')[0];
            bool givesWay = name is ("--resume" or "--checkpoint");
            if (!isValue && !givesWay)
            {
                kept.Add(word);
            }

            // --resume FILE, where it is not --resume=FILE
            skips = !isValue && givesWay && name == word;
        }

        return $"unrolled-rnn {string.Join(' ', kept.Append("--resume").Append(checkpoint).Select(Quoted))}";
    }

    private static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal)))
        {
            return word;
        }

        return OperatingSystem.IsWindows()
            ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
