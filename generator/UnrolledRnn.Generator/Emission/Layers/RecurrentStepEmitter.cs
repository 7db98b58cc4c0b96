using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Prints one step of a recurrent layer for one vector width. The surrounding method has the references weights and state,
/// and the layer's input.
/// </summary>
internal sealed class RecurrentStepEmitter
{
    private readonly SourceWriter _writer;
    private readonly DirectionPlan _layer;
    private readonly DirectionBody _body;
    private readonly CellDefinition _cell;
    private readonly WeightText _weights;
    private readonly LayerInput _input;
    private readonly HiddenState _state;
    private readonly PanelSums _sums;
    private readonly GroupEquations _equations;
    private readonly string _activations;

    public RecurrentStepEmitter(SourceWriter writer, KernelPlan plan, DirectionPlan layer, VectorWidth width, LayerInput input)
    {
        _writer = writer;
        _layer = layer;
        _body = layer.Body(width);
        _cell = layer.Definition;
        _weights = new WeightText(writer, new(_body.Lanes), layer, plan.Spec.RecurrentWeights);
        _input = input;
        _activations = ActivationText.ClassOf(plan.Spec);
        _state = new HiddenState(writer, layer, _body);
        _sums = new PanelSums(writer, layer, _body, _weights, input, _state);
        _equations = new GroupEquations(writer, layer, _body, _activations, _state);
    }

    /// <summary>The vectors of h behind a step, where they are local variables.</summary>
    public IReadOnlyList<HiddenVector>? HiddenVectors => _state.HiddenVectors;

    /// <summary>Prints the declaration of what outlives a step.</summary>
    public void EmitStart() => _state.EmitStart();

    /// <summary>Prints the stores of what <see cref="EmitStart"/> has loaded.</summary>
    public void EmitEnd() => _state.EmitEnd();

    /// <summary>Prints the step.</summary>
    /// <param name="hiddenIsRead">Whether something behind this layer reads h from memory.</param>
    /// <param name="time">The variable that counts the steps of a loop, in every second of which panels may go backwards; or null.</param>
    public void EmitStep(bool hiddenIsRead, string? time = null)
    {
        _sums.Begin();
        EmitInput();
        EmitScratch();
        for (int phase = 0; phase < _cell.Phases; phase++)
        {
            EmitPhase(phase, _layer.AlternatesPanels ? time : null);
        }

        EmitNewState(hiddenIsRead);
    }

    /// <summary>The row of W_ih that a token stands for.</summary>
    private void EmitInput()
    {
        if (_input.IsToken)
        {
            _writer.Write($"ref {_weights.Element} row = ref {RowOf(_input.Token!)};");
        }
        else if (_input.IsEither)
        {
            _writer.Write(
                $$"""
                ref float {{_input.Reference}} = ref §Unsafe.As<TInput, float>(ref input);
                ref {{_weights.Element}} row = ref {{_weights.Reference}};
                if ({{KernelTypes.IsToken}})
                {
                    row = ref {{RowOf("§Unsafe.As<TInput, int>(ref input)")}};
                }

                """);
        }

        string RowOf(string token) =>
            $"§Unsafe.Add(ref {_weights.Reference}, {_weights.Matrix("WeightIh")} + ({token} * {_weights.Stride}))";
    }

    /// <summary>Room for what one loop over units leaves for what follows it.</summary>
    private void EmitScratch()
    {
        if (_equations.KeepsNextInMemory)
        {
            ScratchEmitter.Emit(_writer, "next", _layer.CellStride);
        }

        foreach (PhaseValue value in _body.LoopedUnits > 0 ? _equations.LeftByPhase : [])
        {
            ScratchEmitter.Emit(_writer, value.Memory, _layer.HiddenStride);
        }
    }

    private void EmitPhase(int phase, string? time)
    {
        if (phase == 1 && !_layer.IsDiagonal && _body.LoopedUnits == 0)
        {
            EmitResetHidden();
        }

        if (_body.LoopedUnits > 0)
        {
            using (EmitLoopHead(time))
            {
                EmitPanels(_body.RoundPanels, phase, "j");
            }
        }

        EmitPanels(_body.Panels, phase, null);
    }

    /// <summary>
    /// The head of the loop over panels, where every second step begins with what the step before has left in the first cache.
    /// </summary>
    private SourceWriter.Block EmitLoopHead(string? time)
    {
        string variable = time is null ? "j" : "i";
        SourceWriter.Block loop = _writer.Braces(
            $"for (int {variable} = 0; {variable} < {_body.LoopedUnits}; {variable} += {_body.RoundUnits})");
        if (time is not null)
        {
            _writer.Write($"int j = ({time} & 1) == 0 ? i : {_body.LoopedUnits - _body.RoundUnits} - i;");
        }

        string columns = _layer.Layout.Gates == 1 || _body.RoundsShareBlock ? "j" : $"j * {_layer.Layout.Gates}";
        string narrowColumns = _body.RoundsShareBlock ? "j" : _weights.ColumnsFrom("j");
        _writer.Write($"ref float columns = ref §Unsafe.Add(ref weights, {columns});");
        if (_weights.ReadsNarrowColumns(withInput: _input.Sums is null))
        {
            _writer.Write($"ref uint narrowColumns = ref §Unsafe.Add(ref narrow, {narrowColumns});");
        }

        _weights.EmitPanels("j", withInput: _input.Sums is null);
        if (_input.IsToken || _input.IsEither)
        {
            _writer.Write(
                $"ref {_weights.Element} rowColumns = ref §Unsafe.Add(ref row, {(_weights.IsNarrow ? narrowColumns : columns)});");
        }

        if (_input.Sums is not null)
        {
            _writer.Write($"ref float {_input.Sums}Columns = ref §Unsafe.Add(ref {_input.Sums}, {columns});");
        }

        return loop;
    }

    /// <summary>What the second product multiplies, to memory, where it is broadcast from.</summary>
    private void EmitResetHidden()
    {
        PhaseValue reset = _cell.ResetHidden!;
        ScratchEmitter.Emit(_writer, reset.Memory, _layer.HiddenStride);
        foreach (UnitGroup group in _body.Groups)
        {
            _writer.Write(VectorText.Store($"{reset.Symbol}{group.Index}", reset.Memory, Expressions.Number(group.FirstUnit)));
        }

        _writer.BlankLine();
    }

    private void EmitPanels(EquatableArray<PanelPlan> panels, int phase, string? unit)
    {
        // Values of a panel in a loop, or next to such a loop, are of no use outside: braces keep their names apart.
        bool scoped = _body.LoopedUnits > 0 && (panels.Count > 1 || unit is null);
        bool isFirst = true;
        foreach (PanelPlan panel in panels)
        {
            if (!isFirst)
            {
                _writer.BlankLine();
            }

            isFirst = false;
            if (!scoped)
            {
                EmitPanel(panel, phase, unit);
                continue;
            }

            using (_writer.Braces())
            {
                EmitPanel(panel, phase, unit);
            }
        }
    }

    private void EmitPanel(PanelPlan panel, int phase, string? unit)
    {
        _sums.Emit(panel, phase, unit);
        for (int first = 0; first < panel.Groups.Count; first += _body.GroupsPerActivation)
        {
            _equations.Emit([.. panel.Groups.Skip(first).Take(_body.GroupsPerActivation)], phase, unit, _sums.Total);
        }
    }

    /// <summary>h of the step to memory, once nothing reads h of the step before.</summary>
    private void EmitNewState(bool hiddenIsRead)
    {
        if (_equations.KeepsNextInMemory)
        {
            string next = "next";
            if (_layer.Projection is DensePlan projection)
            {
                next = "projected";
                ScratchEmitter.Emit(_writer, next, _layer.HiddenStride);
                new DenseStepEmitter(_writer, projection, _body.Width, _activations).Emit(new LayerInput("next", Symbol: "m"), next, "h");
            }

            _writer.Write(
                $"§Unsafe.As<float, §Floats{_layer.HiddenStride}>(ref {Expressions.Element("state", $"{_layer.Name}.Hidden")}) = {ScratchEmitter.Memory(next)};");
            return;
        }

        foreach (UnitGroup group in _state.NewIsApart ? _body.Groups : [])
        {
            _writer.Write($"{_state.Local("h", group.Index)} = {_state.Local("h", group.Index)}Next;");
        }

        foreach (UnitGroup group in !_state.IsLocal || hiddenIsRead ? _body.Groups : [])
        {
            _state.EmitStore("Hidden", group, null, _state.Local("h", group.Index));
        }
    }
}
