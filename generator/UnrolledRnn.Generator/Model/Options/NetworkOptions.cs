namespace UnrolledRnn.Generator.Model;

/// <summary>The runtime's <c>SequenceOutputs</c>.</summary>
internal enum OutputSteps
{
    EveryStep,
    LastStep,
    LastTimeStep,
}

/// <summary>The runtime's <c>Initialization</c>.</summary>
internal enum InitializationScheme
{
    /// <summary>The parser puts another in its place.</summary>
    Default,
    Identity,
    Uniform,
    UniformForgetOne,
}

/// <summary>The runtime's <c>Unrolling</c>.</summary>
internal enum UnrollRequest
{
    Auto,
    Full,
    None,
}

/// <summary>The runtime's <c>ActivationPrecision</c>.</summary>
internal enum Precision
{
    Accurate,
    Fast,
}

/// <summary>The runtime's <c>WeightStorage</c>.</summary>
internal enum Storage
{
    Float32,
    BFloat16,
    Float16,
    Int8,
}

/// <summary>The runtime's <c>SequenceStart</c>.</summary>
internal enum SequenceStart
{
    Zero,
    Learned,
}

/// <summary>The runtime's <c>DirectionMerge</c>.</summary>
internal enum Merge
{
    Concatenate,
    Sum,
    Mean,
    Product,
}
