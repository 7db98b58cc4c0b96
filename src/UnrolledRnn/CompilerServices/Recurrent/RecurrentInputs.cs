using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>What a recurrent layer reads in training: vectors, or tokens that select rows of W_ih.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RecurrentInputs
{
    /// <summary>The layer reads vectors.</summary>
    /// <param name="vectors">[T·B, nIn]</param>
    public RecurrentInputs(Matrix vectors) => Vectors = vectors;

    /// <summary>The layer reads tokens.</summary>
    /// <param name="tokens">[T·B], each a row of W_ih.</param>
    public RecurrentInputs(ReadOnlySpan<int> tokens)
    {
        Tokens = tokens;
        AreTokens = true;
    }

    /// <summary>[T·B, nIn]</summary>
    public Matrix Vectors { get; }

    /// <summary>[T·B]</summary>
    public ReadOnlySpan<int> Tokens { get; }

    /// <summary>Whether these are tokens.</summary>
    public bool AreTokens { get; }
}
