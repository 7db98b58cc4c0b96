using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>
/// Prints one step of a few streams together: each vector of weights is loaded once and multiplied with a unit of every
/// stream. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal sealed class TileEmitter
{
    private readonly SourceWriter _writer;
    private readonly KernelPlan _plan;
    private readonly RecurrentPlan _layer;
    private readonly RecurrentBody _body;
    private readonly VectorText _vector;
    private readonly WeightText _weights;
    private readonly TileTermsEmitter _terms;
    private readonly int _streams;

    private TileEmitter(SourceWriter writer, KernelPlan plan, RecurrentPlan layer, VectorWidth width)
    {
        _writer = writer;
        _plan = plan;
        _layer = layer;
        _body = layer.Body(width);
        _vector = VectorText.Of(_body.Lanes);
        _weights = new WeightText(writer, _vector, layer, plan.Spec.Weights);
        _streams = StreamsOf(plan, width);
        _terms = new TileTermsEmitter(writer, _vector, layer, _weights, _streams);
    }

    /// <summary>Prints the number of streams, the choice of the kernel, and the kernels.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        writer.Write($"private const int TileStreams = {plan.TileStreams};");
        writer.BlankLine();
        writer.Write("// TileStreams streams; their inputs, states and outputs follow each other.");
        writer.Write(Compilation.AtOnce);
        using (writer.Braces("private void TileCore(ref float x, ref float state, ref float o)"))
        {
            DispatchEmitter.Emit(writer, vector => vector.Suffix == "AnyWidth" ? SingleSteps(plan) : TileCalls(plan, vector));
        }

        foreach (VectorWidth width in DispatchEmitter.Widths.Where(width => width != VectorWidth.Any))
        {
            EmitTile(writer, plan, width);
        }
    }

    private static int StreamsOf(KernelPlan plan, VectorWidth width) => plan.Recurrent.Min(layer => layer.Body(width).Tile!.Rows);

    private static string SingleSteps(KernelPlan plan) =>
        $$"""
        for (int s = 0; s < TileStreams; s++)
        {
            StepAnyWidth({{NetworkWeights.Arguments(plan, VectorText.Of(VectorWidth.Any))}}, ref Unsafe.Add(ref x, s * InputSize), ref Unsafe.Add(ref state, s * StateSize), ref Unsafe.Add(ref o, s * OutputSize));
        }
        """;

    private static string TileCalls(KernelPlan plan, VectorText vector)
    {
        int streams = StreamsOf(plan, vector.Suffix == "512" ? VectorWidth.Bits512 : VectorWidth.Bits256);
        string weights = NetworkWeights.Arguments(plan, vector);
        return streams == plan.TileStreams
            ? $"Tile{vector.Suffix}({weights}, ref x, ref state, ref o);"
            : string.Join("\n", Enumerable.Range(0, plan.TileStreams / streams).Select(i => i * streams).Select(s =>
                s == 0 ? $"Tile{vector.Suffix}({weights}, ref x, ref state, ref o);"
                : $"Tile{vector.Suffix}({weights}, ref Unsafe.Add(ref x, {s} * InputSize), ref Unsafe.Add(ref state, {s} * StateSize), ref Unsafe.Add(ref o, {s} * OutputSize));"));
    }

    private static void EmitTile(SourceWriter writer, KernelPlan plan, VectorWidth width)
    {
        VectorText vector = VectorText.Of(width);
        int streams = StreamsOf(plan, width);
        string activations = ActivationText.ClassOf(plan.Spec);
        writer.BlankLine();
        writer.Write(Compilation.AtOnce);
        using (writer.Braces($"private static void Tile{vector.Suffix}({WeightText.Parameters(plan.Spec.Weights)}, ref float x, ref float state, ref float o)"))
        {
            string input = "ref x";
            if (plan.Front is DensePlan front)
            {
                ScratchEmitter.Emit(writer, "frontValues", streams * front.Stride);
                using (writer.Braces($"for (int s = 0; s < {streams}; s++)"))
                {
                    writer.Write($"ref float xOf = ref Unsafe.Add(ref x, s * InputSize);\nref float y = ref Unsafe.Add(ref frontValues, s * {front.Name}.Stride);");
                    new DenseStepEmitter(writer, front, width, activations).Emit(new LayerInput("xOf"), "y", "y");
                }

                input = "ref frontValues";
            }

            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                writer.Write($"{layer.Name}Tile{vector.Suffix}({WeightText.Arguments(plan.Spec.Weights)}, {input}, ref state);");
                input = $"ref {Expressions.Element("state", $"{layer.Name}.Hidden")}";
            }

            writer.BlankLine();
            using (writer.Braces($"for (int s = 0; s < {streams}; s++)"))
            {
                EmitOutputs(writer, plan, width);
            }
        }

        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            writer.BlankLine();
            new TileEmitter(writer, plan, layer, width).EmitLayer();
        }
    }

    private static void EmitOutputs(SourceWriter writer, KernelPlan plan, VectorWidth width)
    {
        RecurrentPlan last = plan.Recurrent[plan.Recurrent.Count - 1];
        writer.Write(
            $"""
            ref float h = ref Unsafe.Add(ref state, (s * StateSize) + {last.Name}.Hidden);
            ref float y = ref Unsafe.Add(ref o, s * OutputSize);
            """);
        new OutputsEmitter(writer, plan, width).Emit("h", "y", "Unsafe.Add(ref x, s * InputSize)");
    }

    private int InputStride => _layer.Layer > 0 ? _plan.StateSize : _plan.Front?.Stride ?? _plan.Spec.InputSize;

    private void EmitLayer()
    {
        int length = _streams * _layer.HiddenStride;
        string suffix = VectorText.Of(_body.Width).Suffix;
        _writer.Write(Compilation.AtOnce);
        using (_writer.Braces($"private static void {_layer.Name}Tile{suffix}({WeightText.Parameters(_plan.Spec.Weights)}, ref float x, ref float state)"))
        {
            _writer.Write(ActivationText.Tables);
            ScratchEmitter.Emit(_writer, "next", length);
            TilePlan tile = _body.Tile!;
            if (tile.LoopedUnits > 0)
            {
                using (_terms.BeginRound(tile))
                {
                    EmitPanels(tile.RoundPanels, "j");
                }
            }

            EmitPanels(tile.Panels, null);
            for (int s = 0; s < _streams; s++)
            {
                _writer.Write($"MemoryMarshal.CreateSpan(ref {Expressions.Element("next", (long)s * _layer.HiddenStride)}, {_layer.Name}.HiddenStride).CopyTo(MemoryMarshal.CreateSpan(ref {Expressions.Element("state", StateOffset("Hidden", s))}, {_layer.Name}.HiddenStride));");
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
        _writer.Write($"// {string.Join(", ", vectors.Select(sums => sums.Name))} = b_h + W_ih x + W_hh h, of each stream");
        _terms.EmitStart(vectors, unit is null ? "weights" : "columns");
        _terms.EmitTerms([.. vectors.Where(sums => sums.FromInput)], _weights.Rows("WeightIh", unit), _layer.InputSize, _body.InputTermsPerRound, (s, k) => Expressions.Element("x", $"{s * InputStride} + {k}"));
        _terms.EmitTerms([.. vectors.Where(sums => sums.FromHidden)], _weights.Rows("WeightHh", unit), _layer.HiddenSize, _body.HiddenTermsPerRound, (s, k) => Expressions.Element("state", $"{StateOffset("Hidden", s)} + {k}"));
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
        VectorText vector = group.IsPaired ? VectorText.Of(VectorWidth.Bits256) : _vector;
        using (_writer.Braces())
        {
            string end = $"{group.Index}Of{stream}";
            foreach (SumVector sums in group.Vectors)
            {
                foreach (int i in sums.Sums)
                {
                    GateSum sum = cell.Sums[i];
                    string value = TileTermsEmitter.Sum(sums, stream);
                    value = !group.IsPaired ? value : sum.Gate % 2 == 0 ? $"{value}.GetLower()" : $"{value}.GetUpper()";
                    _writer.Write($"{vector.Type} {sum.Name}{end} = {(sum.Activation is null ? value : ActivationText.Apply(activations, sum.Activation, value))};");
                }
            }

            string hidden = vector.Load("state", At($"{StateOffset("Hidden", stream)}", group, unit));
            string cellState = vector.Load("state", At($"{StateOffset("Cell", stream)}", group, unit));
            var text = new CellText(vector, activations, end, hidden, cellState, $"{vector.Type} h{end}", $"{vector.Type} c{end}");
            foreach (string line in cell.StepLines(text, phase: 0))
            {
                _writer.Write(line);
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
        return unit is null ? constant : $"(nuint)({constant} + {unit})";
    }
}
