using System.Text;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Collects lines of C#, indented by blocks. Lines end with \n and never with blanks.</summary>
internal sealed class SourceWriter(NameScope names)
{
    private const int IndentSize = 4;

    /// <summary>The column behind which a word of a comment begins a new line.</summary>
    private const int MaxCommentColumn = 140;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>
    /// Writes one or more lines at the current indentation; relative indentation inside the text is kept. A line that begins with
    /// <see cref="GeneratedMark.Mark"/> is the head of a member, and has the attribute of emitted members in front.
    /// </summary>
    public void Write(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            if (line.Length > 0 && line[0] == GeneratedMark.Mark)
            {
                WriteLine(GeneratedMark.Attribute);
                WriteLine(line.Substring(1));
            }
            else
            {
                WriteLine(line);
            }
        }
    }

    /// <summary>Writes a comment, over several lines where it is long.</summary>
    public void Comment(string text)
    {
        string line = "//";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 2 && (_indent * IndentSize) + line.Length + 1 + word.Length > MaxCommentColumn)
            {
                Write(line);
                line = "//";
            }

            line += " " + word;
        }

        Write(line);
    }

    public void BlankLine() => _text.Append('\n');

    /// <summary>Opens a brace, to be closed by disposing the result.</summary>
    /// <param name="head">The line before the brace, or null.</param>
    public Block Braces(string? head = null)
    {
        if (head is not null)
        {
            Write(head);
        }

        Write("{");
        _indent++;
        return new Block(this);
    }

    public override string ToString() => _text.ToString();

    private void WriteLine(string line)
    {
        string trimmed = names.Resolve(line.TrimEnd());
        if (trimmed.Length > 0)
        {
            _text.Append(' ', _indent * IndentSize).Append(trimmed);
        }

        _text.Append('\n');
    }

    private void Close()
    {
        _indent--;
        Write("}");
    }

    /// <summary>A pair of braces.</summary>
    internal readonly struct Block(SourceWriter writer) : IDisposable
    {
        public void Dispose() => writer.Close();
    }
}
