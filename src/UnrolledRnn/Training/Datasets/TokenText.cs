using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>A text as tokens, of whatever width.</summary>
internal abstract class TokenText
{
    /// <summary>Tokens.</summary>
    public abstract int Length { get; }

    /// <summary>A token.</summary>
    public abstract int this[int index] { get; }

    /// <summary>Takes a text.</summary>
    public static TokenText Of<T>(ReadOnlyMemory<T> tokens)
        where T : unmanaged, IBinaryInteger<T> => new Tokens<T>(tokens);

    /// <summary>A part of it.</summary>
    public abstract TokenText Slice(int begin, int length);

    /// <summary>Where the first token lies that is not below a number; -1 where all are, and none is negative.</summary>
    public abstract int IndexOutside(int count);

    /// <summary>Adds the tokens to a fingerprint, which does not depend on their width.</summary>
    public abstract void AddTo(ref Fingerprint print);

    /// <summary>Batches of its streams.</summary>
    public abstract BatchSource CreateBatches(int? ignored, StreamLayout layout, WindowLengths lengths);

    private sealed class Tokens<T>(ReadOnlyMemory<T> tokens) : TokenText
        where T : unmanaged, IBinaryInteger<T>
    {
        public override int Length => tokens.Length;

        public override int this[int index] => int.CreateTruncating(tokens.Span[index]);

        public override TokenText Slice(int begin, int length) => new Tokens<T>(tokens.Slice(begin, length));

        public override int IndexOutside(int count)
        {
            ReadOnlySpan<T> text = tokens.Span;
            for (int i = 0; i < text.Length; i++)
            {
                if (uint.CreateTruncating(text[i]) >= (uint)count)
                {
                    return i;
                }
            }

            return -1;
        }

        public override void AddTo(ref Fingerprint print)
        {
            ReadOnlySpan<T> text = tokens.Span;
            print.Add(text.Length);
            foreach (T token in text)
            {
                print.Add(int.CreateTruncating(token));
            }
        }

        public override BatchSource CreateBatches(int? ignored, StreamLayout layout, WindowLengths lengths) =>
            new TokenStreamBatches<T>(tokens, ignored, layout, lengths);
    }
}
