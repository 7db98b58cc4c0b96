namespace UnrolledRnn.Generator.Planning;

/// <summary>How a parameter block begins. The uniform scheme draws those that the identity scheme sets or draws alike.</summary>
internal enum InitialValue
{
    /// <summary>Zero in the scheme of the identity.</summary>
    Zero,

    /// <summary>The identity matrix in the scheme of that name.</summary>
    Identity,

    /// <summary>
    /// Normally distributed with variance 2 / <see cref="ParameterBlock.VarianceDivisor"/> in the scheme of the identity.
    /// </summary>
    Gaussian,

    /// <summary>In every scheme, uniform in ±<see cref="ParameterBlock.Range"/> or N(0, 1).</summary>
    Embedding,

    /// <summary>Zero in every scheme.</summary>
    AlwaysZero,
}
