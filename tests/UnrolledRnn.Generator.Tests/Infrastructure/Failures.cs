namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>Many failures as one message: the first lines of the first, and where all of them are.</summary>
internal static class Failures
{
    private const int Shown = 10;

    /// <summary>Writes everything to a file, and names it behind the first ten.</summary>
    public static string Describe(IReadOnlyCollection<string> problems)
    {
        if (problems.Count == 0)
        {
            return "";
        }

        string path = Path.Combine(Path.GetTempPath(), $"unrolled-rnn-{Guid.NewGuid():N}.log");
        File.WriteAllText(path, string.Join("\n\n", problems));
        IEnumerable<string> first = problems.Take(Shown).Select(problem => problem.Split('\n')[0]);
        return $"{string.Join('\n', first)}\n{problems.Count} in all, in {path}";
    }
}
