namespace UnrolledRnn.Generator.Model;

/// <summary>What a time step reads.</summary>
internal enum InputForm
{
    /// <summary>A vector of nIn floats.</summary>
    Vector,

    /// <summary>A token, which stands for a one-hot vector.</summary>
    Token,

    /// <summary>Either of them, as a type parameter says.</summary>
    Either,
}
