using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>What tells a language model from every other: its sizes, every bit of its parameters, and its tokens.</summary>
internal static class ModelFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Computes the fingerprint of a model as it is now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fingerprint">[<see cref="Length"/>], overwritten.</param>
    public static void Write(LanguageModel model, Span<byte> fingerprint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{model.Shape} {model.Tokenizer.GetType().Name}"));
        hash.AppendData(MemoryMarshal.AsBytes(model.Network.Parameters));
        foreach (string token in model.Vocabulary.Tokens)
        {
            // The length in front keeps tokens from running into each other.
            hash.AppendData(BitConverter.GetBytes(token.Length));
            hash.AppendData(MemoryMarshal.AsBytes(token.AsSpan()));
        }

        hash.GetHashAndReset(fingerprint);
    }
}
