using System.Globalization;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>Goes through a text by the rules of <see cref="WordTokenizer"/>, without allocating for each token.</summary>
/// <param name="text">The text.</param>
internal ref struct WordPieces(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private char[] _spelling = new char[64];
    private ReadOnlySpan<char> _word;
    private string? _join;
    private string? _case;
    private int _at;
    private int _length;
    private bool _isQuoted;
    private WordSpacing _last = WordSpacing.TightAfter;

    /// <summary>The token as a vocabulary spells it, until the next one.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Where the token begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends; where it begins for a mark.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_word.IsEmpty && !Read())
        {
            return false;
        }

        Start = _at - _length;
        string? mark = _join ?? _case;
        End = mark is null ? _at : Start;
        if (mark is null)
        {
            Current = _word;
            _word = default;
            return true;
        }

        Current = mark;
        _case = _join is null ? null : _case;
        _join = null;
        return true;
    }

    private static bool IsNewline(char character) => character is '\n' or '\r';

    private bool Read()
    {
        bool hasSpace = SkipSpaces();
        if (_at == _text.Length)
        {
            return false;
        }

        int start = _at;
        char first = _text[start];
        if (IsNewline(first))
        {
            ReadNewlines();
            _isQuoted = false;
        }
        else if (WordScan.LetterAt(_text, start) > 0)
        {
            _at = WordScan.EndOfWord(_text, start);
            Reserve(_at - start);
            _case = WordCase.Remove(_text[start.._at], _spelling.AsSpan(0, _at - start));
            _word = _spelling.AsSpan(0, _at - start);
        }
        else
        {
            ReadSign(first, hasSpace);
        }

        _length = _at - start;
        WordSpacing spacing = WordSpelling.SpacingOf(_word);
        bool isTight = (_last & WordSpacing.TightAfter) != 0 || (spacing & WordSpacing.TightBefore) != 0;
        _join = hasSpace || isTight ? null : WordMarks.Join;
        _last = spacing;
        return true;
    }

    private bool SkipSpaces()
    {
        int start = _at;
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]) && !IsNewline(_text[_at]))
        {
            _at++;
        }

        return _at > start;
    }

    /// <summary>Reads the end of a line, and that of a blank line behind it.</summary>
    private void ReadNewlines()
    {
        SkipNewline();
        int end = _at;
        SkipSpaces();
        bool isBlank = _at < _text.Length && IsNewline(_text[_at]);
        if (isBlank)
        {
            SkipNewline();
        }
        else
        {
            _at = end;
        }

        _word = isBlank ? "\n\n" : "\n";
    }

    private void SkipNewline() => _at += _text[_at..].StartsWith("\r\n") ? 2 : 1;

    private void ReadSign(char first, bool hasSpace)
    {
        int start = _at;
        if (WordScan.IsPossessive(_text, start))
        {
            _at += 2;
            _word = _text[start.._at];
        }
        else if (_text[start..].StartsWith(WordScan.Unknown))
        {
            _at += WordScan.Unknown.Length;
            _word = _text[start.._at];
        }
        else if (first == '"')
        {
            _at++;
            _isQuoted = Opens(start);
            _word = _isQuoted ? Spell(" ", start, "") : _text[start.._at];
        }
        else if (WordSpelling.IsFree(first))
        {
            _at += first == '-' && _text[start..].StartsWith("--") ? 2 : 1;
            _word = Spell(IsFreeBefore(start) ? " " : "", start, IsFreeAfter(_at) ? " " : "");
        }
        else
        {
            Rune.DecodeFromUtf16(_text[start..], out Rune rune, out int length);
            _at += length;
            bool goesOn = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
                && !hasSpace && (_last & WordSpacing.TightAfter) == 0;
            _word = goesOn ? Spell(WordSpelling.Joined, start, "") : _text[start.._at];
        }
    }

    /// <summary>Whether a quotation mark opens: by the spaces around it, and where they do not tell by the one before.</summary>
    private readonly bool Opens(int at)
    {
        bool isFreeBefore = IsFreeBefore(at);
        return isFreeBefore == IsFreeAfter(at + 1) ? !_isQuoted : isFreeBefore;
    }

    private readonly bool IsFreeBefore(int at) => IsSpace(at - 1) || (_last & WordSpacing.TightAfter) != 0;

    private readonly bool IsFreeAfter(int end) => IsSpace(end) || WordSpelling.IsTightBefore(_text[end]);

    private readonly bool IsSpace(int at) => (uint)at >= (uint)_text.Length || char.IsWhiteSpace(_text[at]);

    private ReadOnlySpan<char> Spell(string before, int start, string after)
    {
        ReadOnlySpan<char> text = _text[start.._at];
        Reserve(before.Length + text.Length + after.Length);
        before.CopyTo(_spelling);
        text.CopyTo(_spelling.AsSpan(before.Length));
        after.CopyTo(_spelling.AsSpan(before.Length + text.Length));
        return _spelling.AsSpan(0, before.Length + text.Length + after.Length);
    }

    private void Reserve(int length)
    {
        if (_spelling.Length < length)
        {
            _spelling = new char[Math.Max(length, 2 * _spelling.Length)];
        }
    }
}
