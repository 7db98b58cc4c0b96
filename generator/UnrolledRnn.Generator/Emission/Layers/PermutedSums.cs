using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Permutations of an h that stays in registers, in place of broadcasts: term p multiplies lane u with h[u XOR p].</summary>
internal sealed class PermutedSums(SourceWriter writer, DirectionPlan layer, DirectionBody body, HiddenState state)
{
    private readonly VectorText _vector = new(body.Lanes);
    private readonly Dictionary<string, int> _turned = [];
    private readonly HashSet<string> _loaded = [];

    /// <summary>Lanes of a half of 128 bits, within which a permutation is one instruction.</summary>
    private const int HalfLanes = 4;

    /// <summary>Begins a step: nothing of h has been turned.</summary>
    public void Begin()
    {
        _turned.Clear();
        _loaded.Clear();
    }

    /// <summary>Prints every permutation by name, for a machine with room for them in registers.</summary>
    public void EmitPermutations(string source)
    {
        UnitGroup group = body.Panels[0].Groups[0];
        if (layer.HiddenTerms > 1)
        {
            writer.Write($"// the permutations of {source}");
        }

        for (int p = 1; p < layer.HiddenTerms; p++)
        {
            writer.Write($"{_vector.Type} {Name(source, p)} = {Permutation(source, group, p)};");
        }
    }

    /// <summary>
    /// The value of term p: a permutation by name, or as an expression, which is given a name where several vectors of sums need
    /// it.
    /// </summary>
    public string Value(string source, UnitGroup group, int p, string? unit, bool isNamed, bool isShared, string scope)
    {
        if (unit is not null)
        {
            return InLoop(source, group, p, unit, isShared, scope);
        }

        if (isNamed)
        {
            return Name(source, p);
        }

        if (body.TurnsHidden)
        {
            return Turn(Source(source, group.Index ^ (p / group.Lanes)), p % group.Lanes);
        }

        string value = Permutation(source, group, p);
        return isShared && p % group.Lanes != 0 ? Named(source, p, scope, value) : value;
    }

    /// <summary>
    /// The same in a loop over units, where h is in memory: the vector in which the unit is that term p multiplies, or a permutation of it.
    /// </summary>
    private string InLoop(string source, UnitGroup group, int p, string unit, bool isShared, string scope)
    {
        int lanes = p % group.Lanes;
        string vector = $"{source}By{p - lanes}{scope}";
        if (_loaded.Add(vector))
        {
            _ = Named(source, p - lanes, scope, state.LoadHidden(unit, p - lanes));
        }

        string value = lanes == 0 ? vector : $"§LaneExchange.Xor{lanes}({vector})";
        return isShared && lanes != 0 ? Named(source, p, scope, value) : value;
    }

    private string Named(string source, int p, string scope, string value)
    {
        string name = $"{source}By{p}{scope}";
        writer.Write($"{_vector.Type} {name} = {value};");
        return name;
    }

    /// <summary>
    /// Turns a vector, or the one with its halves exchanged, from the permutation that it has to the next one, in place: what stays within
    /// a half takes one cycle.
    /// </summary>
    private string Turn(string vector, int lanes)
    {
        bool isCrossed = lanes >= HalfLanes;
        string name = isCrossed ? $"{vector}Crossed" : $"{vector}Turned";
        if (!_turned.TryGetValue(name, out int current))
        {
            current = isCrossed ? HalfLanes : 0;
            writer.Write($"{_vector.Type} {name} = {(isCrossed ? $"§LaneExchange.Xor{HalfLanes}({vector})" : vector)};");
        }

        if (current != lanes)
        {
            writer.Write($"{name} = §LaneExchange.Xor{current ^ lanes}({name});");
        }

        _turned[name] = lanes;
        return name;
    }

    private string Name(string source, int p) => p == 0 ? Source(source, 0) : $"{source}By{p}";

    /// <summary>h with lane u XOR p in lane u. Beyond the lanes of a vector, p exchanges whole vectors.</summary>
    private string Permutation(string source, UnitGroup group, int p)
    {
        string vector = Source(source, group.Index ^ (p / group.Lanes));
        int lanes = p % group.Lanes;
        return lanes == 0 ? vector : $"§LaneExchange.Xor{lanes}({vector})";
    }

    private string Source(string source, int group) => source == "h" ? state.Local("h", group) : $"{source}{group}";
}
