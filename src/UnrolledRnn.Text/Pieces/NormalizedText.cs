using System.Buffers;

namespace UnrolledRnn.Text;

/// <summary>A text as SentencePiece's algorithms read it, in UTF-8, and where its bytes come from.</summary>
internal sealed class NormalizedText : IDisposable
{
    private byte[] _bytes;
    private int[]? _places;

    /// <summary>Begins with no text.</summary>
    /// <param name="capacity">The bytes to have room for at first.</param>
    /// <param name="hasPlaces">Whether to note where bytes come from.</param>
    public NormalizedText(int capacity, bool hasPlaces)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(capacity);
        _places = hasPlaces ? ArrayPool<int>.Shared.Rent(_bytes.Length) : null;
    }

    /// <summary>Where in the text the next bytes come from, in UTF-16 code units.</summary>
    public int Place { get; set; }

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Where a byte comes from, or the end of what was read.</summary>
    public int PlaceOf(int index) => index < Length && _places is not null ? _places[index] : Place;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - Length)
        {
            Grow(ref _bytes, Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        if (_places is not null)
        {
            if (_places.Length < _bytes.Length)
            {
                Grow(ref _places, _bytes.Length);
            }

            _places.AsSpan(Length, bytes.Length).Fill(Place);
        }

        Length += bytes.Length;
    }

    /// <summary>Removes the last bytes; what follows comes from where they came from.</summary>
    public void Remove(int count)
    {
        Place = PlaceOf(Length - count);
        Length -= count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        if (_places is not null)
        {
            ArrayPool<int>.Shared.Return(_places);
        }
    }

    private static void Grow<T>(ref T[] array, int least)
    {
        T[] grown = ArrayPool<T>.Shared.Rent(Math.Max(least, 2 * array.Length));
        array.CopyTo(grown.AsSpan());
        ArrayPool<T>.Shared.Return(array);
        array = grown;
    }
}
