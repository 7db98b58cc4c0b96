using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>Where in a network values may be dropped; generated code names it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DropoutPlace
{
    /// <summary>The vectors that weigh the rows of an embedding: with <see cref="Training.Regularization.EmbeddingDropout"/>.</summary>
    Embedding,

    /// <summary>What the first recurrent layer reads: with <see cref="Training.Regularization.InputDropout"/>.</summary>
    Input,

    /// <summary>What a recurrent layer passes to the next: with <see cref="Training.Regularization.LayerDropout"/>.</summary>
    Layer,

    /// <summary>What the last recurrent layer passes on: with <see cref="Training.Regularization.OutputDropout"/>.</summary>
    Output,
}
