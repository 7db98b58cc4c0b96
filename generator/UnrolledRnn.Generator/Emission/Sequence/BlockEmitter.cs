using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints a pass over a sequence in blocks of time steps, layer after layer within a block. Every sum has the order of the
/// single step, and thus its bits.
/// </summary>
internal sealed class BlockEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
{
    private readonly BlockPlan _blocks = plan.BlocksOf(input)!;
    private readonly string _suffix = width.Suffix;

    private readonly StepScope _scope = new(writer, plan, width);
    private readonly StepValues _values = new(plan, input);

    /// <summary>Prints the loop over whole blocks. The surrounding method has the parameters of the kernel.</summary>
    /// <param name="inputs">The name of the inputs.</param>
    public void EmitBlocks(string inputs)
    {
        int looped = plan.Spec.SequenceLength - _blocks.RemainderSteps;
        EmitRows();
        using (writer.Braces($"for (int t = 0; t < {looped}; t += {_blocks.Steps})"))
        {
            string reference = input == InputForm.Vector ? "x" : "tokens0";
            writer.Write($"ref {InputText.ElementType(input)} {reference} = ref §Unsafe.Add(ref {inputs}, t * inputStride);");
            string stride = "inputStride";
            foreach (StagePlan stage in plan.Stages)
            {
                if (stage.Front.Count > 0)
                {
                    LayerPlan last = stage.Front[stage.Front.Count - 1];
                    FrontEmitter.EmitRows(_scope, _values, stage, _blocks.Steps, reference, stride, StepValues.RowsOf(last));
                    writer.BlankLine();
                    (reference, stride) = (StepValues.RowsOf(last), $"{last.Name}.Stride");
                }

                RecurrentPlan layer = stage.Recurrent;
                string arguments = WeightText.Arguments(plan.Spec.RecurrentWeights);
                writer.Write($"{layer.Name}Block{_suffix}({arguments}, ref {reference}, {stride}, ref state, ref {Rows(layer)});");
                (reference, stride) = (Rows(layer), $"{layer.Name}.HiddenStride");
            }

            if (plan.Spec.HasOutputAtEveryStep)
            {
                writer.BlankLine();
                EmitOutputs(inputs);
            }
        }

        if (!plan.Spec.HasOutputAtEveryStep && _blocks.RemainderSteps == 0)
        {
            writer.BlankLine();
            EmitOutput(Expressions.Number(_blocks.Steps - 1), Expressions.Number(looped - 1), inputs);
        }
    }

    /// <summary>Prints the methods of the recurrent layers; for tokens, only of the one that reads them.</summary>
    public void EmitMethods()
    {
        foreach (RecurrentPlan layer in plan.Stages.Select(stage => stage.Recurrent)
            .Where(layer => input == InputForm.Vector || layer.Index == 0))
        {
            bool tokens = input == InputForm.Token;
            writer.BlankLine();
            writer.Comment($"{layer.Name} over {_blocks.Steps} time steps with vectors of {width}; h of each goes to a row of its own.");
            var planned = new KernelPlanText(layer.Forward);
            foreach (string line in planned.StepPlan(
                layer.Forward.Body(width), InputOf(layer.Forward, tokens), plan.Spec.RecurrentWeights, isInLoop: true))
            {
                writer.Comment(line);
            }

            writer.Write(CompilationHint.AtOnce);
            using (writer.Braces(
                $"¤private static void {layer.Name}Block{_suffix}({WeightText.Parameters(plan.Spec.RecurrentWeights)}, {(tokens ? "ref int tokens" : "ref float values")}, §nint inputStride, ref float state, ref float hidden)"))
            {
                EmitLayer(layer.Forward, tokens);
            }
        }
    }

    private static string Rows(RecurrentPlan layer) => $"hiddenRows{layer.Number}";

    /// <summary>Room for h of every step of a block, and for the values of the layers in front of a recurrent one.</summary>
    private void EmitRows()
    {
        foreach (StagePlan stage in plan.Stages)
        {
            ScratchEmitter.Emit(writer, Rows(stage.Recurrent), (long)_blocks.Steps * stage.Recurrent.Forward.HiddenStride);
        }

        foreach (StagePlan stage in plan.Stages.Where(stage => stage.Front.Count > 0))
        {
            LayerPlan last = stage.Front[stage.Front.Count - 1];
            ScratchEmitter.Emit(writer, StepValues.RowsOf(last), (long)_blocks.Steps * last.Stride);
        }
    }

    /// <summary>What the recurrence of a layer reads: x, or sums over it that are made for several steps before.</summary>
    private LayerInput InputOf(DirectionPlan layer, bool tokens) => !tokens && _blocks.HoistsInput[layer.Layer]
        ? new LayerInput("x", Sums: "sums")
        : new LayerInput("x", Token: tokens ? "token" : null, IsPadded: layer.Layer > 0);

    private void EmitLayer(DirectionPlan layer, bool tokens)
    {
        LayerInput source = InputOf(layer, tokens);
        bool hoisted = source.Sums is not null;
        if (hoisted)
        {
            ScratchEmitter.Emit(writer, "sumRows", (long)_blocks.Steps * layer.Layout.Stride);
            EmitInputSums(layer);
            writer.BlankLine();
        }

        var step = new RecurrentStepEmitter(writer, plan, layer, width, source);
        writer.Write(ActivationText.Tables);
        step.EmitStart();
        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s++)"))
        {
            writer.Write(hoisted ? $"ref float sums = ref §Unsafe.Add(ref sumRows, s * {layer.Name}.GateStride);"
                : tokens ? "int token = §Unsafe.Add(ref tokens, s * inputStride);"
                : "ref float x = ref §Unsafe.Add(ref values, s * inputStride);");
            step.EmitStep(hiddenIsRead: true, time: "s");
            writer.Write(
                $"§Unsafe.As<float, §Floats{layer.HiddenStride}>(ref §Unsafe.Add(ref hidden, s * {layer.Name}.HiddenStride)) = §Unsafe.As<float, §Floats{layer.HiddenStride}>(ref {Expressions.Element("state", $"{layer.Name}.Hidden")});");
        }

        step.EmitEnd();
    }

    /// <summary>b_h + W_ih x of all steps, some of them together.</summary>
    private void EmitInputSums(DirectionPlan layer)
    {
        DirectionBody body = layer.Body(width);
        TilePlan tile = body.Tile!;
        VectorText vector = new VectorText(body.Lanes);
        var weights = new WeightText(writer, vector, layer, plan.Spec.RecurrentWeights);
        var terms = new TileSums(writer, vector, layer, weights, tile.Rows);
        writer.Comment(
            $"sumRows: {(layer.Spec.HasBias ? "b_h + " : "")}W_ih x of {tile.Rows} time steps together, so that each weight is read once for all of them");
        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s += {tile.Rows})"))
        {
            for (int i = 0; i < tile.Rows; i++)
            {
                string step = i == 0 ? "s" : $"(s + {i})";
                writer.Write($"ref float x{i} = ref §Unsafe.Add(ref values, {step} * inputStride);");
                writer.Write($"ref float sums{i} = ref §Unsafe.Add(ref sumRows, {step} * {layer.Name}.GateStride);");
            }

            if (tile.LoopedUnits > 0)
            {
                using (terms.BeginRound(tile, withHidden: false))
                {
                    EmitPanels(tile.RoundPanels, "j");
                }
            }

            EmitPanels(tile.Panels, null);
        }

        void EmitPanels(IEnumerable<PanelPlan> panels, string? unit)
        {
            foreach (PanelPlan panel in panels)
            {
                List<SumVector> vectors = [.. panel.Groups.SelectMany(group => group.Vectors).Where(sums => sums.FromInput)];
                using (writer.Braces())
                {
                    var comments = new KernelComments(layer);
                    writer.Comment($"{comments.Units(panel.Groups, unit)} of each step: {comments.InputSumsOfRows(vectors)}");
                    terms.EmitStart(vectors, unit is null ? "weights" : "columns");
                    terms.EmitTerms(
                        vectors, weights.Rows("WeightIh", unit), "x", layer.InputSize, body.InputTermsPerRound,
                        (s, k) => Expressions.Element($"x{s}", k));
                    foreach (SumVector sums in vectors)
                    {
                        string column = unit is null
                            ? Expressions.Number(sums.Column)
                            : $"(§nuint)({Expressions.Sum(layer.Layout.Gates == 1 ? unit : $"{unit} * {layer.Layout.Gates}", sums.Column)})";
                        for (int s = 0; s < tile.Rows; s++)
                        {
                            writer.Write(
                                $"{SumPrinter.NameOfRow(sums, s)}.StoreUnsafe(ref sums{s}{(column == "0" ? "" : $", {column}")});");
                        }
                    }
                }
            }
        }
    }

    private void EmitOutputs(string inputs)
    {
        RecurrentPlan last = plan.LastRecurrent!;
        if (plan.SharedOutput is DensePlan shared)
        {
            TogetherEmitter.Emit(
                _scope, shared, "steps", Rows(last), $"{last.Name}.HiddenStride", _blocks.Steps,
                "§Unsafe.Add(ref outputs, t * outputStride)", "outputStride");
            return;
        }

        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s++)"))
        {
            EmitOutput("s", "t + s", inputs);
        }
    }

    private void EmitOutput(string step, string time, string inputs)
    {
        RecurrentPlan last = plan.LastRecurrent!;
        string outputs = plan.Spec.HasOutputAtEveryStep ? $"ref §Unsafe.Add(ref outputs, ({time}) * outputStride)" : "ref outputs";
        writer.Write(
            $"""
            ref float h = ref §Unsafe.Add(ref {Rows(last)}, {step} * {last.Name}.HiddenStride);
            ref float o = {outputs};
            """);
        new BehindEmitter(_scope, _values).Emit(
            new LayerInput("h", Symbol: "h"), "o", $"§Unsafe.Add(ref {inputs}, ({time}) * inputStride)", declaresRows: true,
            isSeparated: false);
    }
}
