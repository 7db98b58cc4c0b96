using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints one step of a recurrent layer for a few streams together; see <see cref="TileEmitter"/>.</summary>
internal sealed class TileLayerEmitter
{
    private readonly SourceWriter _writer;
    private readonly KernelPlan _plan;
    private readonly DirectionPlan _layer;
    private readonly DirectionBody _body;
    private readonly VectorText _vector;
    private readonly WeightText _weights;
    private readonly TileSums _terms;
    private readonly KernelComments _comments;
    private readonly LayerInput _input;
    private readonly int _streams;

    public TileLayerEmitter(SourceWriter writer, KernelPlan plan, DirectionPlan layer, VectorWidth width, LayerInput input, int streams)
    {
        _writer = writer;
        _plan = plan;
        _layer = layer;
        _body = layer.Body(width);
        _vector = new VectorText(_body.Lanes);
        _weights = new WeightText(writer, _vector, layer, plan.Spec.RecurrentWeights);
        _comments = new KernelComments(layer);
        _input = input;
        _streams = streams;
        _terms = new TileSums(writer, _vector, layer, _weights, _streams);
    }

    /// <summary>Floats from the values that one stream gives to the layer to those of the next.</summary>
    private int InputStride
    {
        get
        {
            StagePlan stage = _plan.Stages[_layer.Layer];
            return stage.Front.Count > 0 ? stage.Front[stage.Front.Count - 1].Stride
                : _layer.Layer > 0 ? _plan.StateSize
                : _plan.Spec.InputSize;
        }
    }

    /// <summary>Prints the method of the layer.</summary>
    public void Emit()
    {
        int length = _streams * _layer.HiddenStride;
        string suffix = new VectorText(_body.Width).Suffix;
        foreach (string line in new KernelPlanText(_layer).TilePlan(_body, _streams, _input, _plan.Spec.RecurrentWeights))
        {
            _writer.Comment(line);
        }

        _writer.Write(CompilationHint.AtOnce);
        using (_writer.Braces(
            $"¤private static void {_layer.Name}Tile{suffix}({WeightText.Parameters(_plan.Spec.RecurrentWeights)}, {(_input.IsToken ? "ref int tokens" : "ref float x")}, ref float state)"))
        {
            _writer.Write(ActivationText.Tables);
            ScratchEmitter.Emit(_writer, "next", length);
            TilePlan tile = _body.Tile!;
            if (_input.IsToken)
            {
                _terms.EmitTokenRows();
            }

            if (tile.LoopedUnits > 0)
            {
                using (_terms.BeginRound(tile))
                {
                    if (_input.IsToken)
                    {
                        _terms.EmitTokenColumns();
                    }

                    EmitPanels(tile.RoundPanels, "j");
                }
            }

            EmitPanels(tile.Panels, null);
            for (int s = 0; s < _streams; s++)
            {
                _writer.Write(
                    $"§MemoryMarshal.CreateSpan(ref {Expressions.Element("next", (long)s * _layer.HiddenStride)}, {_layer.Name}.HiddenStride).CopyTo(§MemoryMarshal.CreateSpan(ref {Expressions.Element("state", StateOffset("Hidden", s))}, {_layer.Name}.HiddenStride));");
            }
        }
    }

    private void EmitPanels(EquatableArray<PanelPlan> panels, string? unit)
    {
        foreach (PanelPlan panel in panels)
        {
            using (_writer.Braces())
            {
                EmitPanel(panel, unit);
            }
        }
    }

    private void EmitPanel(PanelPlan panel, string? unit)
    {
        List<SumVector> vectors = [.. panel.Groups.SelectMany(group => group.Vectors)];
        _writer.Comment($"{_comments.Units(panel.Groups, unit)} of each stream: {_comments.SumsOfRows(vectors, _input)}");
        if (_input.IsToken)
        {
            _terms.EmitTokenStart(vectors, unit);
        }
        else
        {
            _terms.EmitStart(vectors, unit is null ? "weights" : "columns");
            _terms.EmitTerms(
                [.. vectors.Where(sums => sums.FromInput)], _weights.Rows("WeightIh", unit), "x", _layer.InputSize,
                _body.InputTermsPerRound, (s, k) => Expressions.Element("x", $"{s * InputStride} + {k}"));
        }

        _terms.EmitTerms(
            [.. vectors.Where(sums => sums.FromHidden)], _weights.Rows("WeightHh", unit), "h",
            _layer.HiddenSize, _body.HiddenTermsPerRound, (s, k) => Expressions.Element("state", $"{StateOffset("Hidden", s)} + {k}"));
        foreach (UnitGroup group in panel.Groups)
        {
            for (int s = 0; s < _streams; s++)
            {
                EmitCell(group, s, unit);
            }
        }
    }

    private void EmitCell(UnitGroup group, int stream, string? unit)
    {
        CellDefinition cell = _layer.Definition;
        string activations = ActivationText.ClassOf(_plan.Spec);
        VectorText vector = group.IsPaired ? new(VectorWidth.Bits256) : _vector;
        using (_writer.Braces())
        {
            _writer.Comment(
                $"stream {stream}, {_comments.Units([group], unit)}: {CellEmitter.Of(cell).StepEquations(phase: 0)}");
            string end = $"{group.Index}Of{stream}";
            foreach (SumVector sums in group.Vectors)
            {
                foreach (int i in sums.Sums)
                {
                    GateSum sum = cell.Sums[i];
                    string value = SumPrinter.NameOfRow(sums, stream);
                    value = !group.IsPaired ? value : sum.Gate % 2 == 0 ? $"{value}.GetLower()" : $"{value}.GetUpper()";
                    _writer.Write(
                        $"{vector.Type} {sum.Name}{end} = {(sum.Activation is null ? value : ActivationText.Apply(activations, sum.Activation, value))};");
                }
            }

            string hidden = vector.Load("state", At($"{StateOffset("Hidden", stream)}", group, unit));
            string cellState = vector.Load("state", At($"{StateOffset("Cell", stream)}", group, unit));
            var text = new CellText
            {
                Vector = vector,
                Group = end,
                Hidden = hidden,
                Cell = cellState,
                NewHidden = new($"h{end}", vector.Type),
                NewCell = new($"c{end}", vector.Type),
                Peephole = _ => throw new InvalidOperationException("A layer with peepholes has no tiles."),
            };
            foreach (Equation equation in CellEmitter.Of(cell).StepLines(text, phase: 0))
            {
                _writer.Write(ActivationText.Statement(activations, equation));
            }

            if (cell.HasCellState)
            {
                _writer.Write($"c{end}.StoreUnsafe(ref state, {At(StateOffset("Cell", stream), group, unit)});");
            }

            _writer.Write($"h{end}.StoreUnsafe(ref next, {At(Expressions.Number((long)stream * _layer.HiddenStride), group, unit)});");
        }
    }

    private string StateOffset(string part, int stream) =>
        stream == 0 ? $"{_layer.Name}.{part}" : $"({stream} * StateSize) + {_layer.Name}.{part}";

    private static string At(string start, UnitGroup group, string? unit)
    {
        string constant = Expressions.Sum(start, group.FirstUnit);
        return unit is null ? constant : $"(§nuint)({constant} + {unit})";
    }
}
