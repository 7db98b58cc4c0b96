using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>
/// Prints one step of a recurrent layer for one vector width. The surrounding method has the references weights and state,
/// and the layer's input.
/// </summary>
internal sealed class RecurrentStepEmitter
{
    private readonly SourceWriter _writer;
    private readonly KernelPlan _plan;
    private readonly RecurrentPlan _layer;
    private readonly RecurrentBody _body;
    private readonly CellDefinition _cell;
    private readonly VectorText _vector;
    private readonly WeightText _weights;
    private readonly SumsEmitter _sums;
    private readonly LayerInput _input;
    private int _pass;
    private string? _time;

    public RecurrentStepEmitter(SourceWriter writer, KernelPlan plan, RecurrentPlan layer, VectorWidth width, LayerInput input)
    {
        _writer = writer;
        _plan = plan;
        _layer = layer;
        _body = layer.Body(width);
        _cell = layer.Definition;
        _vector = VectorText.Of(_body.Lanes);
        _weights = new WeightText(writer, _vector, layer, plan.Spec.Weights);
        _sums = new SumsEmitter(writer, _vector, layer, _body, _weights);
        _input = input;
    }

    /// <summary>Whether h and c live in local variables from step to step, and memory sees them at the end only.</summary>
    public bool StateIsLocal => _layer.IsDiagonal;

    /// <summary>The vectors of h behind a step, where they are local variables.</summary>
    public IReadOnlyList<HiddenVector>? HiddenVectors => _body.HiddenStaysInLocals
        ? [.. _body.Groups.Select(group => new HiddenVector(Local("h", group), group.FirstUnit, group.Lanes))]
        : null;

    /// <summary>Prints the declaration of what outlives a step.</summary>
    public void EmitStart()
    {
        if (!StateIsLocal)
        {
            return;
        }

        foreach (UnitGroup group in _body.Groups)
        {
            _writer.Write($"{StateVector(group).Type} {Local("h", group)} = {LoadState("Hidden", group, null)};");
            if (_cell.HasCellState)
            {
                _writer.Write($"{StateVector(group).Type} {Local("c", group)} = {LoadState("Cell", group, null)};");
            }
        }
    }

    /// <summary>Prints the stores of what <see cref="EmitStart"/> has loaded.</summary>
    public void EmitEnd()
    {
        if (!StateIsLocal)
        {
            return;
        }

        foreach (UnitGroup group in _body.Groups)
        {
            EmitStore("Hidden", group, null, Local("h", group));
            if (_cell.HasCellState)
            {
                EmitStore("Cell", group, null, Local("c", group));
            }
        }
    }

    /// <summary>Prints the step.</summary>
    /// <param name="hiddenIsRead">Whether something behind this layer reads h from memory.</param>
    /// <param name="time">The variable that counts the steps of a loop, in every second of which panels may go backwards; or null.</param>
    public void EmitStep(bool hiddenIsRead, string? time = null)
    {
        _time = _layer.AlternatesPanels ? time : null;
        _pass = 0;
        EmitTokenRow();
        if (_body.LoopedUnits > 0)
        {
            EmitScratch();
        }

        for (int phase = 0; phase < _cell.Phases; phase++)
        {
            EmitPhase(phase);
        }

        EmitNewState(hiddenIsRead);
    }

    private string Function => ActivationText.ClassOf(_plan.Spec);

    private bool IsLastPhase(int phase) => phase == _cell.Phases - 1;

    private void EmitTokenRow()
    {
        if (_input.Token is not null)
        {
            _writer.Write($"ref {_weights.Element} row = ref Unsafe.Add(ref {_weights.Reference}, {_weights.Matrix("WeightIh")} + ({_input.Token} * {_weights.Stride}));");
        }
    }

    /// <summary>Room for what one loop over units leaves for what follows it.</summary>
    private void EmitScratch()
    {
        ScratchEmitter.Emit(_writer, "next", _layer.HiddenStride);
        if (_cell.Phases > 1)
        {
            ScratchEmitter.Emit(_writer, "update", _layer.HiddenStride);
            ScratchEmitter.Emit(_writer, "reset", _layer.HiddenStride);
        }
    }

    private void EmitPhase(int phase)
    {
        if (phase == 1 && !_layer.IsDiagonal && _body.LoopedUnits == 0)
        {
            EmitResetHidden();
        }

        if (_body.LoopedUnits > 0)
        {
            using (_writer.Braces(LoopHead))
            {
                if (_time is not null)
                {
                    _writer.Write($"int j = ({_time} & 1) == 0 ? i : {_body.LoopedUnits - _body.RoundUnits} - i;");
                }

                _writer.Write($"ref float columns = ref Unsafe.Add(ref weights, {ColumnsFrom("j")});");
                if (_weights.ReadsNarrowColumns(withInput: _input.Sums is null))
                {
                    _writer.Write($"ref uint narrowColumns = ref Unsafe.Add(ref narrow, {_weights.ColumnsFrom("j")});");
                }

                _weights.EmitPanels("j", withInput: _input.Sums is null);
                if (_input.Token is not null)
                {
                    _writer.Write($"ref {_weights.Element} rowColumns = ref Unsafe.Add(ref row, {(_weights.IsNarrow ? _weights.ColumnsFrom("j") : ColumnsFrom("j"))});");
                }

                if (_input.Sums is not null)
                {
                    _writer.Write($"ref float {_input.Sums}Columns = ref Unsafe.Add(ref {_input.Sums}, {ColumnsFrom("j")});");
                }

                EmitPanels(_body.RoundPanels, phase, "j");
            }
        }

        EmitPanels(_body.Panels, phase, null);
    }

    /// <summary>The head of the loop over panels, where every second step begins with what the step before has left in the first cache.</summary>
    private string LoopHead
    {
        get
        {
            string variable = _time is null ? "j" : "i";
            return $"for (int {variable} = 0; {variable} < {_body.LoopedUnits}; {variable} += {_body.RoundUnits})";
        }
    }

    /// <summary>s = r ⊙ h to memory, where the second product broadcasts it from.</summary>
    private void EmitResetHidden()
    {
        ScratchEmitter.Emit(_writer, "reset", _layer.HiddenStride);
        foreach (UnitGroup group in _body.Groups)
        {
            _writer.Write(Store($"s{group.Index}", "reset", Expressions.Number(group.FirstUnit)));
        }

        _writer.BlankLine();
    }

    private void EmitPanels(EquatableArray<PanelPlan> panels, int phase, string? unit)
    {
        // Values of a panel in a loop, or next to such a loop, are of no use outside: braces keep their names apart.
        bool scoped = _body.LoopedUnits > 0 && (panels.Count > 1 || unit is null);
        foreach (PanelPlan panel in panels)
        {
            if (scoped)
            {
                using (_writer.Braces())
                {
                    EmitPanel(panel, phase, unit);
                }
            }
            else
            {
                EmitPanel(panel, phase, unit);
            }
        }
    }

    private void EmitPanel(PanelPlan panel, int phase, string? unit)
    {
        List<SumVector> vectors = [.. panel.Groups.SelectMany(group => group.Vectors).Where(sums => sums.Phase == phase)];
        EmitSumsComment(vectors, phase);
        if (_layer.IsDiagonal)
        {
            EmitDiagonalSums(panel.Groups[0], vectors, phase);
        }
        else
        {
            EmitBroadcastSums(vectors, phase, unit);
        }

        _writer.BlankLine();
        foreach (UnitGroup group in panel.Groups)
        {
            EmitActivations(group, phase);
            EmitEquations(group, phase, unit);
        }
    }

    private void EmitSumsComment(List<SumVector> vectors, int phase)
    {
        string hidden = phase == 0 ? "W_hh h" : "W_hh s";
        int parts = vectors.Max(sums => sums.PartialSums);
        string first = vectors[0].Name;
        string partial = parts == 1 ? "" : $", in {parts} sums for each vector ({first}_0 to {first}_{parts - 1} for the first) that do not wait for each other";
        _writer.Write($"// {string.Join(", ", vectors.Select(sums => sums.Name))} = b_h + {_input.Product} + {hidden}{partial}");
    }

    private void EmitBroadcastSums(List<SumVector> vectors, int phase, string? unit)
    {
        string? tokenRow = _input.Token is null ? null : unit is null ? "row" : "rowColumns";
        string scope = NextScope();
        string? inputSums = _input.Sums is null || unit is null ? _input.Sums : $"{_input.Sums}Columns";
        _sums.EmitStart(vectors, unit is null ? "weights" : "columns", tokenRow, inputSums, scope);
        int inputTerms = EmitInputTerms(vectors, unit, scope);
        bool fromReset = phase == 1;
        var hidden = new TermSource(
            fromReset ? "reset" : "state", fromReset ? "0" : $"{_layer.Name}.Hidden", fromReset ? "s" : "h", _layer.HiddenSize, _body.HiddenTermsPerRound);
        _sums.EmitBroadcastTerms([.. vectors.Where(sums => sums.FromHidden)], hidden, _weights.Rows("WeightHh", unit), inputTerms, scope);
    }

    /// <summary>The end of the names of a pass over the terms, which may not meet those of another pass.</summary>
    private string NextScope() => _pass++ == 0 ? "" : $"In{_pass}";

    /// <returns>How many terms there are.</returns>
    private int EmitInputTerms(List<SumVector> vectors, string? unit, string scope)
    {
        if (_input.Token is not null || _input.Sums is not null)
        {
            return 0;
        }

        var input = new TermSource(_input.Reference, _input.Start, "x", _layer.InputSize, _body.InputTermsPerRound);
        _sums.EmitBroadcastTerms([.. vectors.Where(sums => sums.FromInput)], input, _weights.Rows("WeightIh", unit), firstTerm: 0, scope);
        return _layer.InputSize;
    }

    /// <summary>
    /// The vectors of sums one after the other, or two by two: those that the equations need first are complete while the
    /// others are still summed.
    /// </summary>
    private void EmitDiagonalSums(UnitGroup group, List<SumVector> vectors, int phase)
    {
        string source = phase == 0 ? "h" : "s";
        int perPass = _body.VectorsPerPass;
        if (perPass == 1)
        {
            EmitPermutations(source);
        }

        string? tokenRow = _input.Token is null ? null : "row";
        for (int first = 0; first < vectors.Count; first += perPass)
        {
            List<SumVector> pass = [.. vectors.Skip(first).Take(perPass)];
            string scope = NextScope();
            _sums.EmitStart(pass, "weights", tokenRow, inputSums: null, scope);
            int inputTerms = EmitInputTerms(pass, unit: null, scope);
            List<SumVector> fromHidden = [.. pass.Where(sums => sums.FromHidden)];
            for (int p = 0; p < _layer.HiddenTerms && fromHidden.Count > 0; p++)
            {
                string value = perPass == 1 ? PermutationName(source, p) : Permutation(source, group, p);
                if (perPass > 1 && fromHidden.Count > 1 && value.Contains('('))
                {
                    string name = $"{source}By{p}{scope}";
                    _writer.Write($"{_vector.Type} {name} = {value};");
                    value = name;
                }

                _sums.EmitVectorTerm(fromHidden, value, p, inputTerms, scope);
            }
            _sums.EmitTotals(pass);
        }
    }

    /// <summary>Every permutation of h by name, for a machine with room for them in registers.</summary>
    private void EmitPermutations(string source)
    {
        UnitGroup group = _body.Panels[0].Groups[0];
        _writer.Write($"// {source}By5 is {source} with lane u XOR 5 in lane u");
        for (int p = 1; p < _layer.HiddenTerms; p++)
        {
            _writer.Write($"{_vector.Type} {PermutationName(source, p)} = {Permutation(source, group, p)};");
        }
    }

    private string PermutationName(string source, int p) => p == 0 ? SourceVector(source, 0) : $"{source}By{p}";

    /// <summary>h with lane u XOR p in lane u. Beyond the lanes of a vector, p exchanges whole vectors.</summary>
    private string Permutation(string source, UnitGroup group, int p)
    {
        string vector = SourceVector(source, group.Index ^ (p / group.Lanes));
        int lanes = p % group.Lanes;
        return lanes == 0 ? vector : $"LaneExchange.Xor{lanes}({vector})";
    }

    private string SourceVector(string source, int group) => source == "h" ? Local("h", group) : $"{source}{group}";

    /// <summary>The sums that have an activation of their own, and the halves of paired vectors.</summary>
    private void EmitActivations(UnitGroup group, int phase)
    {
        foreach (SumVector vector in group.Vectors.Where(vector => vector.Phase == phase))
        {
            GateSum[] sums = [.. vector.Sums.Select(i => _cell.Sums[i])];
            string total = _sums.Total(vector);
            bool alike = sums.All(sum => sum.Activation == sums[0].Activation);
            if (!group.IsPaired)
            {
                _writer.Write($"{_vector.Type} {vector.Name} = {Apply(sums[0].Activation, total)};");
                continue;
            }

            string type = StateVector(group).Type;
            string whole = $"{vector.Name}Both";
            _writer.Write($"{_vector.Type} {whole} = {(alike ? Apply(sums[0].Activation, total) : total)};");
            for (int i = 0; i < sums.Length; i++)
            {
                string half = sums[i].Gate % 2 == 0 ? $"{whole}.GetLower()" : $"{whole}.GetUpper()";
                _writer.Write($"{type} {sums[i].Name}{group.Index} = {(alike ? half : Apply(sums[i].Activation, half))};");
            }
        }
    }

    private string Apply(string? activation, string value) => activation is null ? value : ActivationText.Apply(Function, activation, value);

    private void EmitEquations(UnitGroup group, int phase, string? unit)
    {
        bool looped = _body.LoopedUnits > 0;
        VectorText vector = StateVector(group);
        string hidden = StateIsLocal ? Local("h", group) : LoadState("Hidden", group, unit);
        string cell = StateIsLocal ? Local("c", group) : LoadState("Cell", group, unit);
        if (looped && phase == 1)
        {
            _writer.Write($"{vector.Type} z{group.Index} = {vector.Load("update", Offset(group, unit))};");
        }

        var text = new CellText(
            vector, Function, Expressions.Number(group.Index), hidden, cell, New("h", group), New("c", group));
        foreach (string line in _cell.StepLines(text, phase))
        {
            _writer.Write(line);
        }

        if (_cell.HasCellState && !StateIsLocal)
        {
            EmitStore("Cell", group, unit, $"c{group.Index}");
        }

        if (looped && IsLastPhase(phase))
        {
            _writer.Write(Store($"h{group.Index}", "next", Offset(group, unit)));
        }
        else if (looped)
        {
            _writer.Write(Store($"s{group.Index}", "reset", Offset(group, unit)));
            _writer.Write(Store($"z{group.Index}", "update", Offset(group, unit)));
        }
    }

    /// <summary>h of the step to memory, once nothing reads h of the step before.</summary>
    private void EmitNewState(bool hiddenIsRead)
    {
        if (_body.LoopedUnits > 0)
        {
            _writer.Write($"Unsafe.As<float, Floats{_layer.HiddenStride}>(ref {Expressions.Element("state", $"{_layer.Name}.Hidden")}) = {ScratchEmitter.Memory("next")};");
        }
        else
        {
            foreach (UnitGroup group in NewIsApart ? _body.Groups : [])
            {
                _writer.Write($"{Local("h", group)} = {Local("h", group)}Next;");
            }

            foreach (UnitGroup group in !StateIsLocal || hiddenIsRead ? _body.Groups : [])
            {
                EmitStore("Hidden", group, null, Local("h", group));
            }
        }
    }

    /// <summary>Whether a vector of the new h is known while another one is still computed from the old.</summary>
    private bool NewIsApart => StateIsLocal && _body.Groups.Count() > 1;

    /// <summary>Where the columns of a unit begin in a row of gates.</summary>
    private string ColumnsFrom(string unit) => _layer.Layout.Gates == 1 ? unit : $"{unit} * {_layer.Layout.Gates}";

    private VectorText StateVector(UnitGroup group) => group.IsPaired ? VectorText.Of(VectorWidth.Bits256) : _vector;

    /// <summary>The name of a vector of the state. A state that is local has the scope of the method, which all layers share.</summary>
    private string Local(string value, UnitGroup group) => Local(value, group.Index);

    private string Local(string value, int group) => StateIsLocal ? $"{value}{group}{_layer.Suffix}" : $"{value}{group}";

    private string New(string value, UnitGroup group) => !StateIsLocal
        ? $"{StateVector(group).Type} {value}{group.Index}"
        : NewIsApart && value == "h" ? $"{StateVector(group).Type} {Local(value, group)}Next" : Local(value, group);

    private string LoadState(string part, UnitGroup group, string? unit) => StateVector(group).Load("state", StateOffset(part, group, unit));

    private void EmitStore(string part, UnitGroup group, string? unit, string value) => _writer.Write(Store(value, "state", StateOffset(part, group, unit)));

    private static string Store(string value, string destination, string offset) =>
        offset == "0" ? $"{value}.StoreUnsafe(ref {destination});" : $"{value}.StoreUnsafe(ref {destination}, {offset});";

    private string StateOffset(string part, UnitGroup group, string? unit)
    {
        string constant = Expressions.Sum($"{_layer.Name}.{part}", group.FirstUnit);
        return unit is null ? constant : $"(nuint)({constant} + {unit})";
    }

    private static string Offset(UnitGroup group, string? unit) =>
        unit is null ? Expressions.Number(group.FirstUnit) : $"(nuint)({Expressions.Sum(unit, group.FirstUnit)})";
}
