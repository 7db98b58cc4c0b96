using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace UnrolledRnn.Serialization;

/// <summary>
/// Reads a header of the plainest JSON, as nearly every file has it: ASCII without escapes, whole numbers, nothing twice and nothing else.
/// System.Text.Json reads all other headers, and says what is wrong with one; its start took a sixth of a program's first load.
/// </summary>
internal ref struct PlainHeader
{
    /// <summary>Of a longer header, which would be read twice if it is not plain, System.Text.Json's start is a small part.</summary>
    private const int MostBytes = 1 << 20;

    private readonly ReadOnlySpan<byte> _json;
    private readonly SafetensorsHeader _header = new();
    private readonly long[] _numbers = new long[SafetensorsHeader.MaxDimensions];
    private int _place;

    private PlainHeader(ReadOnlySpan<byte> json)
    {
        _json = json;
    }

    /// <summary>The header that a JSON is; null where it is not so plain.</summary>
    public static SafetensorsHeader? TryParse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MostBytes)
        {
            return null;
        }

        var reader = new PlainHeader(json);
        return reader.ReadsHeader() ? reader._header : null;
    }

    private bool ReadsHeader()
    {
        if (!Takes('{'))
        {
            return false;
        }

        if (!Takes('}'))
        {
            do
            {
                if (!ReadsText(out string? name) || !Takes(':') || !(name == "__metadata__" ? ReadsMetadata() : ReadsTensor(name)))
                {
                    return false;
                }
            }
            while (Takes(','));
            if (!Takes('}'))
            {
                return false;
            }
        }

        SkipSpace();
        return _place == _json.Length;
    }

    private bool ReadsMetadata()
    {
        if (!Takes('{'))
        {
            return false;
        }

        if (Takes('}'))
        {
            return true;
        }

        do
        {
            if (!ReadsText(out string? key) || !Takes(':') || !ReadsText(out string? value) || !_header.Metadata.TryAdd(key, value))
            {
                return false;
            }
        }
        while (Takes(','));
        return Takes('}');
    }

    private bool ReadsTensor(string name)
    {
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        if (_header.Tensors.Count == SafetensorsHeader.MaxTensors || !Takes('{'))
        {
            return false;
        }

        do
        {
            if (!ReadsText(out string? property) || !Takes(':'))
            {
                return false;
            }

            bool isRead = property switch
            {
                "dtype" => type is null && ReadsText(out type),
                "shape" => shape is null && ReadsNumbers(out shape),
                "data_offsets" => offsets is null && ReadsNumbers(out offsets),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }
        while (Takes(','));
        return Takes('}')
            && type is not null && shape is not null && offsets?.Length == 2
            && _header.Tensors.TryAdd(name, new TensorEntry(type, shape, offsets[0], offsets[1]));
    }

    private bool ReadsNumbers([NotNullWhen(true)] out long[]? numbers)
    {
        numbers = [];
        if (!Takes('['))
        {
            return false;
        }

        if (Takes(']'))
        {
            return true;
        }

        int count = 0;
        do
        {
            if (count == _numbers.Length || !ReadsNumber(out _numbers[count]))
            {
                return false;
            }

            count++;
        }
        while (Takes(','));
        numbers = new long[count];
        Array.Copy(_numbers, numbers, count);
        return Takes(']');
    }

    /// <summary>A whole number of at most 18 digits, which every long can hold.</summary>
    private bool ReadsNumber(out long number)
    {
        const int MostDigits = 18;
        SkipSpace();
        int start = _place;
        number = 0;
        while (_place < _json.Length && char.IsAsciiDigit((char)_json[_place]))
        {
            number = unchecked((number * 10) + (_json[_place] - '0'));
            _place++;
        }

        int digits = _place - start;
        return digits == 1 || (digits is > 1 and <= MostDigits && _json[start] != '0');
    }

    private bool ReadsText([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!Takes('"'))
        {
            return false;
        }

        int start = _place;
        while (_place < _json.Length && _json[_place] is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\')
        {
            _place++;
        }

        if (_place == _json.Length || _json[_place] != '"')
        {
            return false;
        }

        text = Encoding.ASCII.GetString(_json[start.._place]);
        _place++;
        return true;
    }

    private bool Takes(char expected)
    {
        SkipSpace();
        if (_place == _json.Length || _json[_place] != expected)
        {
            return false;
        }

        _place++;
        return true;
    }

    private void SkipSpace()
    {
        while (_place < _json.Length && _json[_place] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _place++;
        }
    }
}
