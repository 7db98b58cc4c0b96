using System.Text;

namespace UnrolledRnn.Text;

/// <summary>
/// The 256 characters that stand for bytes in vocabularies of byte-level BPE, as GPT-2 has them: printable ones stand for themselves, the
/// others are moved behind U+0100.
/// </summary>
internal static class ByteLetters
{
    private static readonly char[] s_letters = Letters();
    private static readonly Dictionary<char, byte> s_bytes = Enumerable.Range(0, 256).ToDictionary(i => s_letters[i], i => (byte)i);

    /// <summary>The characters in the order of the bytes.</summary>
    public static ReadOnlySpan<char> All => s_letters;

    /// <summary>The bytes of a token; null where it has a character that stands for none.</summary>
    public static byte[]? BytesOf(string token)
    {
        byte[] bytes = new byte[token.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!s_bytes.TryGetValue(token[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    /// <summary>The characters of a text's UTF-8.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, static (letters, source) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = s_letters[source[i]];
            }
        });
    }

    private static char[] Letters()
    {
        char[] letters = new char[256];
        int moved = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            bool isPrintable = i is (>= '!' and <= '~') or (>= 0xa1 and <= 0xac) or >= 0xae;
            letters[i] = (char)(isPrintable ? i : 256 + moved++);
        }

        return letters;
    }
}
