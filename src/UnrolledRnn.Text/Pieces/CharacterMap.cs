using System.Buffers.Binary;

namespace UnrolledRnn.Text;

/// <summary>
/// What characters and sequences of them become: the size of a double array in bytes, the double array as Darts-clone lays it out, and what
/// its keys become, each text ended by a zero; little-endian, UTF-8.
/// </summary>
internal sealed class CharacterMap
{
    // A unit: the byte that leads to it, whether a key ends with it, and how far away its children are, in steps of 1 or 256.
    // Behind the end of a key lies a unit with the highest bit, and where the key's text begins.
    private const uint LabelMask = 0x8000_00ff;
    private const uint EndsKey = 1u << 8;
    private const uint IsFar = 1u << 9;
    private const uint Leaf = 1u << 31;

    private readonly uint[] _units;
    private readonly byte[] _texts;

    /// <summary>Reads the map.</summary>
    /// <exception cref="FormatException">The sizes are not those of a map, or a text has no end.</exception>
    public CharacterMap(ReadOnlySpan<byte> map)
    {
        uint size = map.Length < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(map);
        if (size == 0 || size % sizeof(uint) != 0 || size >= map.Length - sizeof(uint) || map[^1] != 0)
        {
            throw new FormatException(
                $"Expected a map of characters: its trie, then texts that end with zeros; got a trie of {size} in {map.Length} bytes.");
        }

        _units = new uint[size / sizeof(uint)];
        for (int i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map[(sizeof(uint) * (i + 1))..]);
        }

        _texts = map[(sizeof(uint) + (int)size)..].ToArray();
        foreach (uint unit in _units)
        {
            if ((unit & Leaf) != 0 && (unit & ~Leaf) >= _texts.Length)
            {
                throw new FormatException(
                    $"Expected a map of characters to texts at 0 to {_texts.Length - 1}, got one at {unit & ~Leaf}.");
            }
        }
    }

    /// <summary>What the longest key becomes with which a text begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The length of the key; 0 where no key is there.</param>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        uint found = 0;
        uint at = Children(0, _units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            at ^= text[i];
            // A damaged map may lead out of itself.
            if (at >= _units.Length || (_units[at] & LabelMask) != text[i])
            {
                break;
            }

            uint unit = _units[at];
            at = Children(at, unit);
            if ((unit & EndsKey) != 0 && at < _units.Length && (_units[at] & ~Leaf) < _texts.Length)
            {
                found = _units[at] & ~Leaf;
                length = i + 1;
            }
        }

        ReadOnlySpan<byte> result = length == 0 ? [] : _texts.AsSpan((int)found);
        return result[..Math.Max(0, result.IndexOf((byte)0))];
    }

    private static uint Children(uint at, uint unit) => at ^ ((unit >> 10) << ((unit & IsFar) != 0 ? 8 : 0));
}
