using UnrolledRnn.Generator.Contract;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>
/// The types that one emitted file names. Emitters write <see cref="Mark"/> in front of a type's name; the writer takes the mark away,
/// notes the type for the using directives, and spells it in full where something nearer to the target hides the simple name.
/// </summary>
internal sealed class NameScope(TargetType target)
{
    /// <summary>Stands in front of the name of a type, and of a row of floats.</summary>
    public const char Mark = '§';

    /// <summary>The start of the names of rows of floats; their length follows.</summary>
    private const string Row = "Floats";

    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _rows = [];

    /// <summary>The lengths of the rows of floats that the file uses.</summary>
    public IReadOnlyCollection<int> Rows => _rows;

    /// <summary>The using directives of the file, in order.</summary>
    public IEnumerable<string> Usings => KnownTypes.Usings(_types, target.HiddenTypeNames);

    /// <summary>A line without its marks.</summary>
    public string Resolve(string line)
    {
        int mark = line.IndexOf(Mark);
        if (mark < 0)
        {
            return line;
        }

        var resolved = new System.Text.StringBuilder();
        int start = 0;
        for (; mark >= 0; mark = line.IndexOf(Mark, start))
        {
            int end = mark + 1;
            while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
            {
                end++;
            }

            resolved.Append(line, start, mark - start).Append(Spelled(line.Substring(mark + 1, end - mark - 1)));
            start = end;
        }

        return resolved.Append(line, start, line.Length - start).ToString();
    }

    private string Spelled(string name)
    {
        if (name.StartsWith(Row, StringComparison.Ordinal))
        {
            _rows.Add(int.Parse(name.Substring(Row.Length), System.Globalization.CultureInfo.InvariantCulture));
            return name;
        }

        _types.Add(name);
        return target.HiddenTypeNames.Contains(name) ? "global::" + KnownTypes.FullName(name) : name;
    }
}
