using System.Buffers.Binary;
using System.Security.Cryptography;

namespace UnrolledRnn.Text;

/// <summary>
/// A state as bytes, little-endian: a magic number and a version, the fingerprint of the model, counts, the state, the logits and the last
/// tokens, and the SHA-256 of all that.
/// </summary>
internal static class SavedText
{
    private const int Magic = 0x53545255;
    private const int Version = 1;
    private const int Header = (6 * sizeof(int)) + sizeof(long) + ModelFingerprint.Length;

    /// <summary>Writes a state.</summary>
    public static byte[] Write(TextState text)
    {
        ReadOnlySpan<float> state = text.State;
        ReadOnlySpan<float> logits = text.Logits;
        byte[] bytes = new byte[LengthOf(state.Length, logits.Length, text.History.Count)];
        Span<byte> rest = bytes;
        Add(ref rest, Magic);
        Add(ref rest, Version);
        Add(ref rest, state.Length);
        Add(ref rest, logits.Length);
        Add(ref rest, text.History.Count);
        Add(ref rest, text.EndsWithSpace ? 1 : 0);
        BinaryPrimitives.WriteInt64LittleEndian(rest, text.GeneratedTokens);
        rest = rest[sizeof(long)..];
        ModelFingerprint.Write(text.Model, rest[..ModelFingerprint.Length]);
        rest = rest[ModelFingerprint.Length..];
        Add(ref rest, state);
        Add(ref rest, logits);
        for (int i = 0; i < text.History.Count; i++)
        {
            Add(ref rest, text.History[i]);
        }

        SHA256.HashData(bytes.AsSpan(0, bytes.Length - rest.Length), rest);
        return bytes;
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="FormatException">The bytes are none of this model.</exception>
    public static TextState Read(LanguageModel model, ReadOnlySpan<byte> bytes)
    {
        Expect(bytes.Length >= Header + SHA256.HashSizeInBytes, "a saved state of a text", $"{bytes.Length} bytes");
        ReadOnlySpan<byte> rest = bytes;
        Expect(Take(ref rest) == Magic, "a saved state of a text", "other bytes");
        int version = Take(ref rest);
        Expect(version == Version, $"version {Version}", $"version {version}");
        (int stateSize, int outputs, int history, int endsWithSpace) = (Take(ref rest), Take(ref rest), Take(ref rest), Take(ref rest));
        long generated = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[sizeof(long)..];
        Span<byte> fingerprint = stackalloc byte[ModelFingerprint.Length];
        ModelFingerprint.Write(model, fingerprint);
        Expect(
            rest[..ModelFingerprint.Length].SequenceEqual(fingerprint),
            "the state of this model",
            "that of another one, or of other parameters");
        rest = rest[ModelFingerprint.Length..];
        NetworkShape shape = model.Shape;
        Expect(
            stateSize == shape.StateSize && outputs == shape.OutputSize && history is >= 0 and <= TokenHistory.Capacity
            && bytes.Length == LengthOf(stateSize, outputs, history) && endsWithSpace is 0 or 1 && generated >= 0,
            "the sizes of this model",
            $"a state of {stateSize}, {outputs} logits and {history} tokens in {bytes.Length} bytes");
        Expect(
            SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]),
            "the checksum that was saved",
            "another one; the bytes are damaged");
        float[] state = Floats(ref rest, stateSize);
        float[] logits = Floats(ref rest, outputs);
        TokenHistory tokens = Tokens(rest, history, model.Vocabulary.Count);
        return new TextState(model, state, logits, tokens) { GeneratedTokens = generated, EndsWithSpace = endsWithSpace == 1 };
    }

    private static long LengthOf(int stateSize, int outputs, int history) =>
        Header + (sizeof(float) * ((long)stateSize + outputs + history)) + SHA256.HashSizeInBytes;

    private static void Add(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, value);
        rest = rest[sizeof(int)..];
    }

    private static void Add(ref Span<byte> rest, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Add(ref rest, BitConverter.SingleToInt32Bits(value));
        }
    }

    private static int Take(ref ReadOnlySpan<byte> rest)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        return value;
    }

    private static float[] Floats(ref ReadOnlySpan<byte> rest, int count)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = BitConverter.Int32BitsToSingle(Take(ref rest));
        }

        return values;
    }

    private static TokenHistory Tokens(ReadOnlySpan<byte> rest, int count, int vocabularySize)
    {
        var history = new TokenHistory();
        for (int i = 0; i < count; i++)
        {
            int token = Take(ref rest);
            Expect((uint)token < (uint)vocabularySize, $"tokens below {vocabularySize}", $"{token}");
            history.Add(token);
        }

        return history;
    }

    private static void Expect(bool isTrue, string expected, string found)
    {
        if (!isTrue)
        {
            throw new FormatException($"Expected {expected}, found {found}.");
        }
    }
}
