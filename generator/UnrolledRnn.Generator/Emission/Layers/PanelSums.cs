using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints the sums of a panel of units, b + W_ih x + W_hh h, in a step.</summary>
internal sealed class PanelSums(
    SourceWriter writer, DirectionPlan layer, DirectionBody body, WeightText weights, LayerInput input, HiddenState state)
{
    private readonly SumPrinter _sums = new(writer, new(body.Lanes), weights.Reader);
    private readonly InputSums _inputs = new(writer, layer, body, weights, input);
    private readonly PermutedSums _permuted = new(writer, layer, body, state);
    private readonly KernelComments _comments = new(layer);
    private int _pass;

    /// <summary>Begins a step: the names of its passes over the terms start again.</summary>
    public void Begin()
    {
        _pass = 0;
        _permuted.Begin();
    }

    /// <summary>The symbol of what the product of a phase multiplies.</summary>
    public string Multiplied(int phase) => phase == 0 ? "h" : layer.Definition.ResetHidden!.Symbol;

    /// <summary>A vector of sums that is complete.</summary>
    public string Total(SumVector sums) => body.AddsPartsEarly ? SumPrinter.Name(sums, 0) : SumPrinter.Total(sums);

    /// <summary>Prints the sums of one phase.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="phase">Which of the cell's products over h.</param>
    /// <param name="unit">The variable that counts units where the panel is in a loop, or null.</param>
    public void Emit(PanelPlan panel, int phase, string? unit)
    {
        List<SumVector> vectors = [.. panel.Groups.SelectMany(group => group.Vectors).Where(sums => sums.Phase == phase)];
        if (layer.IsDiagonal)
        {
            EmitPermuted(panel.Groups[0], vectors, phase, unit);
        }
        else
        {
            EmitBroadcasts(panel, vectors, phase, unit);
        }

        writer.BlankLine();
    }

    private void EmitComment(
        IEnumerable<UnitGroup> groups, IReadOnlyList<SumVector> vectors, int phase, string? unit, string half = "") =>
        writer.Comment($"{_comments.Units(groups, unit)}: {_comments.Sums(vectors, input, Multiplied(phase))}{half}");

    /// <summary>Some vectors of sums at a time, in the order in which their weights lie in memory.</summary>
    private void EmitBroadcasts(PanelPlan panel, List<SumVector> vectors, int phase, string? unit)
    {
        SumVector[] ordered = [.. vectors.OrderBy(sums => sums.Column)];
        for (int first = 0; first < ordered.Length; first += Math.Min(body.VectorsPerPass, ordered.Length))
        {
            if (first > 0)
            {
                writer.Write("// the JIT shall load the values anew: those that it kept from the pass before would not leave registers enough");
                writer.Write("§LaneBroadcast.Forget();");
            }

            List<SumVector> pass = [.. ordered.Skip(first).Take(body.VectorsPerPass)];
            EmitComment(panel.Groups, pass, phase, unit);
            EmitBroadcast(pass, phase, unit);
            if (body.AddsPartsEarly)
            {
                _sums.EmitTotals(pass, PartRange.All);
            }
        }
    }

    private void EmitBroadcast(List<SumVector> vectors, int phase, string? unit)
    {
        string scope = NextScope();
        _inputs.EmitStart(vectors, PartRange.All, unit, scope);
        int inputTerms = _inputs.EmitTerms(vectors, PartRange.All, unit, scope);
        writer.Write($"// + W_hh {Multiplied(phase)}");
        (string source, string start) = phase == 0 ? ("state", $"{layer.Name}.Hidden") : (layer.Definition.ResetHidden!.Memory, "0");
        TermSource hidden = TermSource.Of(
            Multiplied(phase), source, start, layer.StateSize, body, body.HiddenTermsPerRound, isPadded: true) with
        {
            RowsAhead = weights.IsInPanels("WeightHh") ? body.RowsAhead : 0,
        };
        _sums.EmitTerms([.. vectors.Where(sums => sums.FromHidden)], hidden, weights.Rows("WeightHh", unit), inputTerms, scope);
    }

    /// <summary>
    /// The vectors of sums one after the other, or some at a time: those that the equations need first are complete while the
    /// others are still summed.
    /// </summary>
    private void EmitPermuted(UnitGroup group, List<SumVector> vectors, int phase, string? unit)
    {
        if (body.VectorsPerPass == 1 && unit is null)
        {
            _permuted.EmitPermutations(Multiplied(phase));
        }

        for (int first = 0; first < vectors.Count; first += body.VectorsPerPass)
        {
            List<SumVector> pass = [.. vectors.Skip(first).Take(body.VectorsPerPass)];
            int parts = pass.Max(sums => sums.PartialSums);
            for (int part = 0; part < parts; part += body.PartsPerPass)
            {
                EmitPermutedPass(group, pass, new PartRange(part, Math.Min(body.PartsPerPass, parts - part)), phase, unit);
            }
        }
    }

    private void EmitPermutedPass(UnitGroup group, List<SumVector> pass, PartRange parts, int phase, string? unit)
    {
        string scope = NextScope();
        string half = parts.Covers(pass[0]) ? "" : parts.First == 0 ? ", the first half" : ", the second half";
        EmitComment([group], pass, phase, unit, half);
        _inputs.EmitStart(pass, parts, unit, scope);
        int inputTerms = _inputs.EmitTerms(pass, parts, unit, scope);
        WeightRows rows = weights.Rows("WeightHh", unit);
        List<SumVector> fromHidden = [.. pass.Where(sums => sums.FromHidden)];
        for (int p = 0; p < layer.HiddenTerms; p++)
        {
            List<SumVector> taking = [.. fromHidden.Where(sums => parts.HasTerm(inputTerms + p, sums))];
            if (taking.Count > 0)
            {
                bool isNamed = body.VectorsPerPass == 1;
                string value = _permuted.Value(Multiplied(phase), group, p, unit, isNamed, isShared: taking.Count > 1, scope);
                _sums.EmitVectorTerm(taking, value, rows, p, inputTerms + p, $"row{p}{scope}");
            }
        }

        if (body.AddsPartsEarly)
        {
            _sums.EmitTotals(pass, parts);
        }
    }

    /// <summary>The end of the names of a pass over the terms, which may not meet those of another pass.</summary>
    private string NextScope() => _pass++ == 0 ? "" : $"In{_pass}";
}
