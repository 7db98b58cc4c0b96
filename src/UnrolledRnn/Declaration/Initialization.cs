namespace UnrolledRnn;

/// <summary>How the parameters of a new network are drawn from its seed.</summary>
public enum Initialization
{
    /// <summary>W_ih ~ N(0, 2/nIn), W_hh = I, W_ho ~ N(0, 2/nOut), biases 0; the second argument is the variance.</summary>
    Identity = 0,

    /// <summary>Every weight and bias uniform in ±1/sqrt(nHid), as PyTorch's recurrent layers.</summary>
    Uniform = 1,
}
