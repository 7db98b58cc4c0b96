using System.ComponentModel;

namespace UnrolledRnn;

/// <summary>What a training tape holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum TapeContent
{
    /// <summary>No forward pass has used the tape.</summary>
    Empty = 0,

    /// <summary>A forward pass over input vectors.</summary>
    Vectors = 1,

    /// <summary>A forward pass over tokens.</summary>
    Tokens = 2,
}
