namespace UnrolledRnn;

/// <summary>The recurrent cell of a network.</summary>
public enum RnnCell
{
    /// <summary>Elman cell with g = tanh.</summary>
    Tanh = 0,

    /// <summary>Elman cell with g(a) = max(a, 0).</summary>
    Relu = 1,

    /// <summary>Elman cell with g(a) = 1 / (1 + e^-a).</summary>
    Sigmoid = 2,
}
