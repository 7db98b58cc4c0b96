namespace UnrolledRnn.Generator.Parsing;

/// <summary>Mirrors the runtime's <c>RnnCell</c>; the generator cannot reference the runtime.</summary>
internal enum Cell
{
    Tanh = 0,
    Relu = 1,
    Sigmoid = 2,
    Lstm = 3,
    Gru = 4,
    GruResetBefore = 5,
}

/// <summary>Mirrors the runtime's <c>LayerActivation</c>.</summary>
internal enum DenseFunction
{
    Identity = 0,
    Tanh = 1,
    Sigmoid = 2,
    Relu = 3,
}

/// <summary>Mirrors the runtime's <c>OutputActivation</c>.</summary>
internal enum OutputFunction
{
    Identity = 0,
    Tanh = 1,
    Sigmoid = 2,
    Relu = 3,
    Softmax = 4,
}

/// <summary>Mirrors the runtime's <c>SequenceOutputs</c>.</summary>
internal enum OutputSteps
{
    EveryStep = 0,
    LastStep = 1,
}

/// <summary>Mirrors the runtime's <c>Initialization</c>.</summary>
internal enum InitializationScheme
{
    Identity = 0,
    Uniform = 1,
    UniformForgetOne = 2,
}

/// <summary>Mirrors the runtime's <c>Unrolling</c>.</summary>
internal enum UnrollRequest
{
    Auto = 0,
    Full = 1,
    None = 2,
}

/// <summary>Mirrors the runtime's <c>ActivationPrecision</c>.</summary>
internal enum Precision
{
    Accurate = 0,
    Fast = 1,
}

/// <summary>Mirrors the runtime's <c>WeightStorage</c>.</summary>
internal enum Storage
{
    Float32 = 0,
    BFloat16 = 1,
    Float16 = 2,
}
