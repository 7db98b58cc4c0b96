namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// How one vector width computes y = b + Σ_k x_k M[k, :]: lanes are outputs, each x_k is broadcast. A panel is a group
/// of neighbouring vectors whose sums stay in registers together.
/// </summary>
internal sealed record ProductPlan
{
    /// <summary>Floats in a vector.</summary>
    public required int Lanes { get; init; }

    /// <summary>Outputs, padding not counted.</summary>
    public required int Outputs { get; init; }

    /// <summary>Vectors of the full panels.</summary>
    public required int PanelVectors { get; init; }

    /// <summary>
    /// Independent sums per vector: term k goes to sum k mod PartialSums. Set by the sizes and never by the width, so that
    /// every width adds in the same order.
    /// </summary>
    public required int PartialSums { get; init; }

    /// <summary>Whether the terms are written out or looped over.</summary>
    public required bool StraightLine { get; init; }

    /// <summary>Terms that one round of the loop handles; a multiple of <see cref="PartialSums"/>.</summary>
    public const int TermsPerRound = 4;

    /// <summary>Vectors that hold at least one output.</summary>
    public int Vectors => (Outputs + Lanes - 1) / Lanes;

    /// <summary>Panels of whole vectors, which can share a loop: its stores never reach behind the last output.</summary>
    public int FullPanels => Outputs / Lanes / PanelVectors;

    /// <summary>Vectors behind the full panels; the last of them may be partial.</summary>
    public int RemainderVectors => Vectors - (FullPanels * PanelVectors);

    public bool IsSinglePanel => Vectors <= PanelVectors;

    /// <summary>Outputs in a vector: all lanes, or fewer in the last.</summary>
    public int OutputsIn(int vector) => Math.Min(Lanes, Outputs - (vector * Lanes));

    /// <summary>Of a number of terms, those that a loop handles; the others are written out.</summary>
    public int LoopedTerms(int terms) => StraightLine || terms <= TermsPerRound ? 0 : terms - (terms % TermsPerRound);

    /// <summary>Emitted statements for a number of terms: what the limits of the JIT are measured against.</summary>
    public int Statements(int terms)
    {
        int vectors = EmittedVectors;
        return (vectors * (PartialSums + 2)) + (EmittedTerms(terms) * (vectors + 1));
    }

    /// <summary>Local variables for a number of terms: the sums, and the values that they share.</summary>
    public int Locals(int terms) =>
        (EmittedVectors * PartialSums) + (EmittedTerms(terms) * (FullPanels > 0 && RemainderVectors > 0 ? 2 : 1));

    private int EmittedVectors => FullPanels > 0 ? PanelVectors + RemainderVectors : RemainderVectors;

    private int EmittedTerms(int terms)
    {
        int looped = LoopedTerms(terms);
        return terms - looped + (looped > 0 ? TermsPerRound : 0);
    }
}
