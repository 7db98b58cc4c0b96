namespace UnrolledRnn.Generator.Planning;

/// <summary>The plan of the kernels for one vector width.</summary>
internal sealed record BodyPlan
{
    public required VectorWidth Width { get; init; }

    /// <summary>h = g(b_h + W_ih x + W_hh h).</summary>
    public required ProductPlan Hidden { get; init; }

    /// <summary>o = b_o + W_ho h, where it is computed by columns; see <see cref="OutputForm"/>.</summary>
    public required ProductPlan Output { get; init; }

    /// <summary>Whether the dot products of <see cref="OutputForm.Rows"/> are written out or looped over.</summary>
    public required bool StraightLineDots { get; init; }

    /// <summary>Whether all of h is computed before any of it is stored, so that it needs no second buffer.</summary>
    public bool HiddenStaysInRegisters => Width != VectorWidth.Any && Hidden.IsSinglePanel;
}
