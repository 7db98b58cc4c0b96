namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>What a layer reads in a kernel.</summary>
/// <param name="Reference">The reference to its values.</param>
/// <param name="Start">Where they begin behind the reference.</param>
/// <param name="Token">The variable with the token that stands for a one-hot vector, or null.</param>
/// <param name="Vectors">The values as local vectors, where they are at hand.</param>
/// <param name="Sums">The reference to a row of b_h + W_ih x, where that is summed already; or null.</param>
/// <param name="IsPadded">Whether a recurrent layer may read whole cache lines of it: not of what a caller gives.</param>
/// <param name="Symbol">The name of its values in comments.</param>
/// <param name="IsEither">Whether a type parameter says if it is a vector or a token, which the reference input leads to.</param>
internal sealed record LayerInput(
    string Reference, string Start = "0", string? Token = null, IReadOnlyList<HiddenVector>? Vectors = null, string? Sums = null,
    bool IsPadded = false, string Symbol = "x", bool IsEither = false)
{
    /// <summary>W_ih x, as a comment.</summary>
    public string Product => Token is not null ? "(the row of W_ih for the token)" : "W_ih x";

    public bool IsToken => Token is not null;
}

/// <summary>A local vector with some of the values of a layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirstUnit">The first value it holds.</param>
/// <param name="Lanes">How many it holds.</param>
internal sealed record HiddenVector(string Name, int FirstUnit, int Lanes);
