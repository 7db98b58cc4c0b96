using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Text;

/// <summary>
/// A text as tokens in a file, encoded once and mapped into memory: of a text of any size, only what is read at the moment needs memory.
/// The file has a header of 64 bytes, then the tokens in 2 bytes each, little-endian, or in 4 where the vocabulary has more than 65,536.
/// </summary>
public sealed class TokenCorpus : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MappedTokens<ushort>? _narrow;
    private readonly MappedTokens<int>? _wide;

    private TokenCorpus(MemoryMappedFile map, TokenCorpusHeader header)
    {
        _map = map;
        Count = (int)header.Count;
        UnknownCount = (int)header.Unknown;
        _narrow = header.Width == 2 ? new MappedTokens<ushort>(map, TokenCorpusHeader.Size, Count) : null;
        _wide = header.Width == 4 ? new MappedTokens<int>(map, TokenCorpusHeader.Size, Count) : null;
    }

    /// <summary>Tokens, from <c>&lt;bos&gt;</c> to <c>&lt;eos&gt;</c>.</summary>
    public int Count { get; }

    /// <summary>Those that are <c>&lt;unk&gt;</c>.</summary>
    public int UnknownCount { get; }

    /// <summary>A token.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such token.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public int this[int index] => _narrow is null ? _wide!.GetSpan()[index] : _narrow.GetSpan()[index];

    /// <summary>Encodes a text to a file, beside it first, then renamed.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="parts">The text in parts of whole lines, such as <see cref="TextFile.ReadParts"/> gives them.</param>
    /// <param name="tokenizer">A tokenizer of this library.</param>
    /// <exception cref="ArgumentException">The tokenizer is of another kind.</exception>
    /// <exception cref="IOException">The file cannot be written, or the text has more than 2,147,483,647 tokens.</exception>
    public static void Write(string path, IEnumerable<string> parts, VocabularyTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(tokenizer);
        int width = tokenizer.Vocabulary.Count <= ushort.MaxValue + 1 ? 2 : 4;
        var header = new TokenCorpusHeader(width, 0, 0, TokenCorpusHeader.FingerprintOf(tokenizer));
        AtomicFile.Write(path, file =>
        {
            file.Write(header.ToBytes());
            long count = 0;
            long unknown = 0;
            Add([Vocabulary.BeginOfText]);
            foreach (string part in parts)
            {
                Add(tokenizer.EncodeToIds(part));
            }

            Add([Vocabulary.EndOfText]);
            file.Position = 0;
            file.Write((header with { Count = count, Unknown = unknown }).ToBytes());

            void Add(IReadOnlyList<int> tokens)
            {
                count += tokens.Count;
                unknown += tokens.Count(token => token == Vocabulary.Unknown);
                if (count > int.MaxValue)
                {
                    throw new IOException($"{path}: expected a text of at most {int.MaxValue} tokens, got more.");
                }

                Write(file, tokens, width);
            }
        });
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, which must stay as it is until the corpus is closed.</param>
    /// <param name="tokenizer">The tokenizer that has made it.</param>
    /// <exception cref="FormatException">It is no file of tokens, is cut off, or another tokenizer has made it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TokenCorpus Open(string path, VocabularyTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tokenizer);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] bytes = new byte[TokenCorpusHeader.Size];
        int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        TokenCorpusHeader header = TokenCorpusHeader.Read(bytes.AsSpan(0, read), file.Length, path);
        if (!header.Fingerprint.AsSpan().SequenceEqual(TokenCorpusHeader.FingerprintOf(tokenizer)))
        {
            throw new FormatException($"{path}: expected tokens of the given tokenizer, found those of another; encode the text anew.");
        }

        var map = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            return new TokenCorpus(map, header);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>The tokens as data to train on, which reads the file and is of no use when the corpus is closed.</summary>
    /// <param name="ignored">A token that is an input, but no target; or null.</param>
    public TokenStreamDataset CreateDataset(int? ignored = Vocabulary.Unknown) => _narrow is null
        ? new TokenStreamDataset(_wide!.Memory, ignored)
        : TokenStreamDataset.FromUInt16(_narrow.Memory, ignored);

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable?)_narrow)?.Dispose();
        ((IDisposable?)_wide)?.Dispose();
        _map.Dispose();
    }

    private static void Write(Stream file, IReadOnlyList<int> tokens, int width)
    {
        const int Chunk = 1 << 16;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Chunk * width);
        for (int begin = 0; begin < tokens.Count; begin += Chunk)
        {
            int count = Math.Min(Chunk, tokens.Count - begin);
            Span<ushort> narrow = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
            Span<int> wide = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
            for (int i = 0; i < count; i++)
            {
                if (width == 2)
                {
                    narrow[i] = (ushort)tokens[begin + i];
                }
                else
                {
                    wide[i] = tokens[begin + i];
                }
            }

            file.Write(bytes.AsSpan(0, count * width));
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }
}
