using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>How one vector width computes a step of a recurrent layer.</summary>
internal sealed record DirectionBody
{
    /// <summary>Values that a load fills half a vector of 256 bits with.</summary>
    public const int Four = 4;

    /// <summary>The width of the kernel.</summary>
    public required VectorWidth Width { get; init; }

    /// <summary>The width of its vectors: narrower than the kernel's where 8 lanes hold all units.</summary>
    public required VectorWidth Lanes { get; init; }

    /// <summary>Whether the terms are written out or looped over.</summary>
    public required bool StraightLineTerms { get; init; }

    /// <summary>Rows of W_ih that one round of the loop over them handles; a multiple of the partial sums.</summary>
    public required int InputTermsPerRound { get; init; }

    /// <summary>Rows of W_hh that one round of the loop over them handles; a multiple of the partial sums.</summary>
    public required int HiddenTermsPerRound { get; init; }

    /// <summary>
    /// Whether values are loaded four at a time and each is broadcast from there: weights and broadcasts from memory together would be
    /// more loads than the multiply-adds take cycles.
    /// </summary>
    public required bool LoadsFours { get; init; }

    /// <summary>
    /// How many rows of a panel ahead the caches are asked for those that a loop will come to; 0 where it does not ask. Vectors narrower
    /// than the panel's read some lines of each row and skip the others, which come later than those that are read without gaps.
    /// </summary>
    public required int RowsAhead { get; init; }

    /// <summary>What a multiply-add counts as: 2 where its weights are widened from a narrow copy.</summary>
    public required int StatementsPerTerm { get; init; }

    /// <summary>
    /// Vectors of sums of a panel that are summed at the same time; where values are broadcast, in the order of their weights.
    /// </summary>
    public required int VectorsPerPass { get; init; }

    /// <summary>
    /// Partial sums of a vector that are summed at the same time where h is in registers: a pass with fewer meets only their terms, and so
    /// has registers for more vectors, which share each permutation of h.
    /// </summary>
    public required int PartsPerPass { get; init; }

    /// <summary>
    /// Whether each permutation of h is made of the one before, or of the one before the halves of h were exchanged: where the registers do
    /// not hold all of them beside the sums of a pass. Made of h itself, the JIT would know them again in the next pass, and keep them on
    /// the stack until then.
    /// </summary>
    public required bool TurnsHidden { get; init; }

    /// <summary>
    /// Whether vectors of the state are loaded and stored by halves: the next step waits for them, and finds what a store of 512 bits has
    /// written at some places of a state only.
    /// </summary>
    public required bool StoresStateByHalves { get; init; }

    /// <summary>
    /// Whether partial sums are added up as soon as their vector is complete: where the registers hold not all of them
    /// beside the permutations of h.
    /// </summary>
    public required bool AddsPartsEarly { get; init; }

    /// <summary>
    /// Whether a function of two vectors is computed of both together: where registers are so few that its constants come from memory.
    /// </summary>
    public required bool PairsActivations { get; init; }

    /// <summary>Groups of a panel whose activations are computed together.</summary>
    public required int GroupsPerActivation { get; init; }

    /// <summary>Units that a loop over panels handles; 0 where there is none.</summary>
    public required int LoopedUnits { get; init; }

    /// <summary>Units in one round of that loop.</summary>
    public required int RoundUnits { get; init; }

    /// <summary>Whether the rounds of that loop go through one block of units, which a vector of the weights holds for each gate.</summary>
    public bool RoundsShareBlock => RoundUnits > 0 && RoundUnits < GateLayout.WideBlock;

    /// <summary>The panels of one round.</summary>
    public required EquatableArray<PanelPlan> RoundPanels { get; init; }

    /// <summary>The panels that are written out, behind the loop.</summary>
    public required EquatableArray<PanelPlan> Panels { get; init; }

    /// <summary>The plan for several rows of values together, or null where they gain nothing.</summary>
    public TilePlan? Tile { get; init; }

    /// <summary>Whether there is no loop over panels, so that all of h can be computed before any of it is stored.</summary>
    public bool HiddenStaysInLocals => LoopedUnits == 0;

    /// <summary>The panels of a round and those behind the loop.</summary>
    public IEnumerable<PanelPlan> AllPanels => RoundPanels.Concat(Panels);

    /// <summary>All groups that are written out.</summary>
    public IEnumerable<UnitGroup> Groups => Panels.SelectMany(panel => panel.Groups);

    /// <summary>Emitted statements: what the limits of the JIT are measured against.</summary>
    public int Statements(DirectionPlan layer)
    {
        int statements = 0;
        foreach (PanelPlan panel in AllPanels)
        {
            SumVector[] vectors = [.. panel.Groups.SelectMany(group => group.Vectors)];
            statements += vectors.Sum(vector => vector.PartialSums + 1) + (panel.Groups.Count * 6);
            statements += EmittedTerms(layer.InputSize, InputTermsPerRound)
                * ((vectors.Count(vector => vector.FromInput) * StatementsPerTerm) + 1);
            statements += EmittedTerms(layer.HiddenTerms, HiddenTermsPerRound)
                * ((vectors.Count(vector => vector.FromHidden) * StatementsPerTerm) + 1);
        }

        return statements;
    }

    /// <summary>About how many local variables of a step the JIT has, when it has inlined what it calls.</summary>
    public int Locals(DirectionPlan layer)
    {
        UnitGroup[] groups = [.. AllPanels.SelectMany(panel => panel.Groups)];
        CellDefinition cell = layer.Definition;
        int ofGroup = cell.Sums.Count + 2
            + cell.Activations.Sum(function => PairsActivations ? function.Cost.LocalsInPair : function.Cost.Locals);
        int ofTerms = EmittedTerms(layer.InputSize, InputTermsPerRound) + EmittedTerms(layer.HiddenTerms, HiddenTermsPerRound);
        return groups.Sum(group => ofGroup + group.Vectors.Sum(vector => vector.PartialSums)) + (ofTerms * AllPanels.Count());
    }

    /// <summary>Whether terms of a number of values are loaded four at a time: a round of a loop over them has whole fours.</summary>
    public bool LoadsInFours(int terms, int perRound) => LoadsFours && (LoopedTerms(terms, perRound) == 0 || perRound % Four == 0);

    /// <summary>Of a number of terms, those that a loop handles; the others are written out.</summary>
    public int LoopedTerms(int terms, int perRound) => StraightLineTerms || terms <= perRound ? 0 : terms - (terms % perRound);

    private int EmittedTerms(int terms, int perRound)
    {
        int looped = LoopedTerms(terms, perRound);
        return terms - looped + (looped > 0 ? perRound : 0);
    }
}
