using System.Text;

namespace UnrolledRnn.Generator.Emission;

/// <summary>Collects lines of C#, indented by blocks. Lines end with \n and never with blanks.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes one or more lines at the current indentation; relative indentation inside the text is kept.</summary>
    public void Write(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            string trimmed = line.TrimEnd();
            if (trimmed.Length > 0)
            {
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
