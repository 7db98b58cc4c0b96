namespace UnrolledRnn;

/// <summary>The function a dense layer applies to W x + b.</summary>
public enum LayerActivation
{
    /// <summary>The sums as they are; in front of a network that takes tokens, an embedding.</summary>
    Identity = 0,

    /// <summary>tanh of each sum.</summary>
    Tanh = 1,

    /// <summary>1 / (1 + e^-a) of each sum.</summary>
    Sigmoid = 2,

    /// <summary>max(a, 0) of each sum.</summary>
    Relu = 3,
}
