namespace UnrolledRnn;

/// <summary>How the parameters of a new network are drawn from its seed.</summary>
public enum Initialization
{
    /// <summary>
    /// What suits the network: <see cref="Identity"/> for Elman cells with at least 16 inputs and 16 outputs, such as a language model of
    /// characters; else <see cref="Uniform"/>. The class's constructor says in its documentation what was chosen, and so does
    /// <see cref="NetworkShape.Plan"/>.
    /// </summary>
    Default = 0,

    /// <summary>
    /// W_ih ~ N(0, 2/nIn), W_hh = I, W_ho ~ N(0, 2/nOut), biases 0; the second argument is the variance. For Elman cells with
    /// many inputs and outputs: with few, these variances are large.
    /// </summary>
    Identity = 1,

    /// <summary>
    /// Every weight and bias of a recurrent layer uniform in ±1/sqrt(nHid), of a dense layer in ±1/sqrt(nIn), as PyTorch's layers.
    /// </summary>
    Uniform = 2,

    /// <summary>As <see cref="Uniform"/>, with LSTM forget biases of 1, so that a new network remembers.</summary>
    UniformForgetOne = 3,
}
