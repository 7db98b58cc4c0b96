namespace UnrolledRnn;

/// <summary>The function f applied to the outputs of a network: o = f(W_ho h + b_o).</summary>
public enum OutputActivation
{
    /// <summary>The outputs as they are: values or logits.</summary>
    Identity = 0,

    /// <summary>tanh of each output.</summary>
    Tanh = 1,

    /// <summary>1 / (1 + e^-a) of each output.</summary>
    Sigmoid = 2,

    /// <summary>max(a, 0) of each output.</summary>
    Relu = 3,

    /// <summary>Probabilities over the outputs of one time step: e^a_i / Σ_j e^a_j.</summary>
    Softmax = 4,
}
