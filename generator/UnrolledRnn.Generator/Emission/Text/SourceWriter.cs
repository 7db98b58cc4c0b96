using System.Text;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Collects lines of C#, indented by blocks. Lines end with \n and never with blanks.</summary>
internal sealed class SourceWriter(NameScope names)
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _indent;
    private int _memberIndent = -1;

    /// <summary>Writes one or more lines at the current indentation; relative indentation inside the text is kept.</summary>
    public void Write(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            string trimmed = names.Resolve(line.TrimEnd());
            if (trimmed.Length > 0)
            {
                if (_indent == _memberIndent && GeneratedMark.IsDueBefore(trimmed))
                {
                    _text.Append(' ', _indent * IndentSize).Append(names.Resolve(GeneratedMark.Attribute)).Append('\n');
                }

                _text.Append(' ', _indent * IndentSize).Append(trimmed);
            }

            _text.Append('\n');
        }
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

    /// <summary>Opens the class, whose members are marked as generated.</summary>
    public Block Members(string head)
    {
        Block block = Braces(head);
        _memberIndent = _indent;
        return block;
    }

    public override string ToString() => _text.ToString();

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
