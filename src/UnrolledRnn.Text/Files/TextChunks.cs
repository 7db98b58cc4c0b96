using System.Globalization;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>A file decoded by chunks of whole lines.</summary>
internal sealed class TextChunks : IDisposable
{
    private const int Size = 1 << 20;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Encoding _encoding;
    private readonly byte[] _newline;
    private byte[] _bytes = new byte[Size];
    private int _length;
    private long _offset;
    private bool _isAtEnd;

    /// <summary>Opens a file.</summary>
    public TextChunks(string path, Encoding encoding)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Fill();
        (Encoding? named, int mark) = OfByteOrderMark(_bytes.AsSpan(0, _length));
        _encoding = (Encoding)(named ?? encoding).Clone();
        _encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        _newline = _encoding.GetBytes("\n");
        Drop(mark);
    }

    /// <summary>The text of the next lines; null behind the last.</summary>
    /// <exception cref="FormatException">It is no text.</exception>
    public string? Read()
    {
        int end = EndOfLines();
        while (end == 0 && !_isAtEnd)
        {
            Fill();
            end = EndOfLines();
        }

        end = _isAtEnd ? _length : end;
        if (end == 0)
        {
            return null;
        }

        RefuseZero(end);
        string text = Decode(end);
        Drop(end);
        return text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static (Encoding? Encoding, int Length) OfByteOrderMark(ReadOnlySpan<byte> text)
    {
        // The mark of UTF-32 begins with that of UTF-16.
        foreach (Encoding known in (ReadOnlySpan<Encoding>)
        [
            Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode,
            Encoding.BigEndianUnicode,
        ])
        {
            if (text.StartsWith(known.Preamble))
            {
                return (known, known.Preamble.Length);
            }
        }

        return (null, 0);
    }

    /// <summary>Reads on until the buffer is full, a larger one where it was.</summary>
    private void Fill()
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, 2L * _length));
        }

        int read = _file.ReadAtLeast(_bytes.AsSpan(_length), _bytes.Length - _length, throwOnEndOfStream: false);
        _isAtEnd = read < _bytes.Length - _length;
        _length += read;
    }

    private void Drop(int count)
    {
        _bytes.AsSpan(count, _length - count).CopyTo(_bytes);
        _length -= count;
        _offset += count;
        if (!_isAtEnd)
        {
            Fill();
        }
    }

    /// <summary>Behind the last line end among the bytes; 0 where there is none.</summary>
    private int EndOfLines()
    {
        int unit = _newline.Length;
        for (int at = (_length / unit * unit) - unit; at >= 0; at -= unit)
        {
            if (_bytes.AsSpan(at, unit).SequenceEqual(_newline))
            {
                return at + unit;
            }
        }

        return 0;
    }

    private void RefuseZero(int end)
    {
        int unit = _newline.Length;
        int at = _bytes.AsSpan(0, end).IndexOf(new byte[unit]);
        while (at >= 0 && at % unit != 0)
        {
            int next = _bytes.AsSpan(at + 1, end - at - 1).IndexOf(new byte[unit]);
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (at >= 0)
        {
            throw new FormatException($"{_path}: found a zero at {Place(at)}, which no text has.");
        }
    }

    private string Decode(int end)
    {
        try
        {
            return _encoding.GetString(_bytes, 0, end);
        }
        catch (DecoderFallbackException exception)
        {
            string bytes = Convert.ToHexStringLower(exception.BytesUnknown ?? []);
            string place = Place(Math.Clamp(exception.Index, 0, end));
            throw new FormatException($"{_path}: not {_encoding.WebName} at {place}: {bytes}.", exception);
        }
    }

    /// <summary>A place among the bytes in words; what is before it may be damaged too, and is read anew for its lines.</summary>
    private string Place(int at)
    {
        var before = new byte[Size];
        long left = _offset + at;
        string offset = left.ToString(CultureInfo.InvariantCulture);
        var replacing = (Encoding)_encoding.Clone();
        replacing.DecoderFallback = DecoderFallback.ReplacementFallback;
        Decoder decoder = replacing.GetDecoder();
        char[] text = new char[replacing.GetMaxCharCount(Size)];
        long line = 1;
        char last = '\0';
        _file.Position = 0;
        while (left > 0 && _file.Read(before, 0, (int)Math.Min(left, Size)) is > 0 and int read)
        {
            left -= read;
            foreach (char character in text.AsSpan(0, decoder.GetChars(before, 0, read, text, 0)))
            {
                line += character == '\r' || (character == '\n' && last != '\r') ? 1 : 0;
                last = character;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"byte offset {offset}, line {line}");
    }
}
