namespace UnrolledRnn.CompilerServices;

/// <summary>What a mask is for; masks of different kinds have nothing in common.</summary>
internal enum MaskKind
{
    /// <summary>Rows of an embedding, a column of the mask for each.</summary>
    Embedding,

    /// <summary>What the first recurrent layer reads.</summary>
    Input,

    /// <summary>What a recurrent layer passes to the next.</summary>
    Layer,

    /// <summary>What the last recurrent layer passes on.</summary>
    Output,

    /// <summary>W_hh.</summary>
    HiddenWeights,

    /// <summary>h that stays as it was.</summary>
    ZoneoutHidden,

    /// <summary>c that stays as it was.</summary>
    ZoneoutCell,
}
