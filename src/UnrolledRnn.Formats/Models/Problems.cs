using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Makes one error of all that is wrong with a file.</summary>
internal static class Problems
{
    /// <summary>More problems than this are only counted.</summary>
    private const int MaxListed = 12;

    /// <summary>The error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">One at least.</param>
    public static ModelFormatException Exception(string path, IReadOnlyCollection<string> problems)
    {
        string more = problems.Count > MaxListed ? $"; and {problems.Count - MaxListed} more" : "";
        return new ModelFormatException(path, string.Join("; ", problems.Take(MaxListed)) + more + ".");
    }
}
