namespace UnrolledRnn.Generator.Planning;

/// <summary>How a parameter block begins in the scheme of the identity; the uniform scheme is the same for every block.</summary>
internal enum InitialValue
{
    Zero,
    Identity,

    /// <summary>Normally distributed with variance 2 / <see cref="ParameterBlock.VarianceDivisor"/>.</summary>
    Gaussian,
}
