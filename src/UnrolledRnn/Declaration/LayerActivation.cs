namespace UnrolledRnn;

/// <summary>A function that a layer applies to its sums: of dense layers, of gates and cells, and of the outputs.</summary>
public enum LayerActivation
{
    /// <summary>The sums as they are: values or logits.</summary>
    Identity = 0,

    /// <summary>tanh a.</summary>
    Tanh = 1,

    /// <summary>1 / (1 + e^-a).</summary>
    Sigmoid = 2,

    /// <summary>max(a, 0).</summary>
    Relu = 3,

    /// <summary>Probabilities over the units of one time step, e^a_i / Σ_j e^a_j; not inside of a cell.</summary>
    Softmax = 4,

    /// <summary>a where it is positive, else 0.01 a: PyTorch's <c>LeakyReLU</c>.</summary>
    LeakyRelu = 5,

    /// <summary>a where it is positive, else e^a - 1: <c>ELU</c> with α = 1.</summary>
    Elu = 6,

    /// <summary>ln(1 + e^a).</summary>
    Softplus = 7,

    /// <summary>a/6 + 1/2, limited to [0, 1]: <c>Hardsigmoid</c> of PyTorch, <c>hard_sigmoid</c> of Keras 3.</summary>
    HardSigmoid = 8,

    /// <summary>a/5 + 1/2, limited to [0, 1]: <c>hard_sigmoid</c> of Keras 1 and 2, <c>HardSigmoid</c> of ONNX.</summary>
    LegacyHardSigmoid = 9,

    /// <summary>a, limited to [-1, 1]: PyTorch's <c>Hardtanh</c>.</summary>
    HardTanh = 10,
}
