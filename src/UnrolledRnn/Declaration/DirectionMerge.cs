namespace UnrolledRnn;

/// <summary>How the hidden states of the two directions of a bidirectional layer become one output.</summary>
public enum DirectionMerge
{
    /// <summary>One behind the other, forward units first: PyTorch's and Keras's default. Twice as many values as units.</summary>
    Concatenate = 0,

    /// <summary>Their sum.</summary>
    Sum = 1,

    /// <summary>Half of their sum.</summary>
    Mean = 2,

    /// <summary>Their product.</summary>
    Product = 3,
}
