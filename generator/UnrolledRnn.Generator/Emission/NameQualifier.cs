using System.Text.RegularExpressions;

namespace UnrolledRnn.Generator.Emission;

/// <summary>
/// Writes the full name of a type wherever its simple name would mean something else at the target, such as a user's
/// own type Matrix in the same namespace. Most files need none of it and stay short.
/// </summary>
internal static class NameQualifier
{
    /// <summary>Qualifies names in code, not in comments, not behind a dot, and not where a type is declared.</summary>
    /// <param name="source">A file.</param>
    /// <param name="hiddenNames">Simple names that something nearer hides.</param>
    public static string Qualify(string source, IReadOnlyCollection<string> hiddenNames)
    {
        if (hiddenNames.Count == 0)
        {
            return source;
        }

        var pattern = new Regex($@"(?<![\w.@]|(class|struct|record|interface) )(?<name>{string.Join("|", hiddenNames)})(?!\w|\s=\s)", RegexOptions.CultureInvariant);
        IEnumerable<string> lines = source.Split('\n').Select(line =>
        {
            string trimmed = line.TrimStart();
            return trimmed.StartsWith("//", StringComparison.Ordinal) || trimmed.StartsWith("using ", StringComparison.Ordinal)
                ? line
                : pattern.Replace(line, match => "global::" + KnownTypes.FullName(match.Groups["name"].Value));
        });
        return string.Join("\n", lines);
    }
}
