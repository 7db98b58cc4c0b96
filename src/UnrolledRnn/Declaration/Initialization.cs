namespace UnrolledRnn;

/// <summary>How the parameters of a new network are drawn from its seed.</summary>
public enum Initialization
{
    /// <summary>
    /// W_ih ~ N(0, 2/nIn), W_hh = I, W_ho ~ N(0, 2/nOut), biases 0; the second argument is the variance. For Elman cells,
    /// whose default it is.
    /// </summary>
    Identity = 0,

    /// <summary>Every weight and bias uniform in ±1/sqrt(nHid), as PyTorch's recurrent layers; the default of networks with an LSTM or a GRU.</summary>
    Uniform = 1,

    /// <summary>As <see cref="Uniform"/>, with LSTM forget biases of 1, so that a new network remembers.</summary>
    UniformForgetOne = 2,
}
