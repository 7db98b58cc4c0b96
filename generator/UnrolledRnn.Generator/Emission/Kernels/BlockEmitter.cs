using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>
/// Prints a pass over a sequence in blocks of time steps, layer after layer within a block. Every sum has the order of the
/// single step, and thus its bits.
/// </summary>
internal sealed class BlockEmitter(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input)
{
    private readonly BlockPlan _blocks = plan.Blocks!;
    private readonly string _suffix = VectorText.Of(width).Suffix;

    /// <summary>Prints the loop over whole blocks. The surrounding method has the parameters of the kernel.</summary>
    /// <param name="inputs">The name of the inputs.</param>
    public void EmitBlocks(string inputs)
    {
        int looped = plan.Spec.SequenceLength - _blocks.RemainderSteps;
        string arguments = WeightText.Arguments(plan.Spec.Weights);
        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            ScratchEmitter.Emit(writer, Rows(layer), (long)_blocks.Steps * layer.HiddenStride);
        }

        if (plan.Front is DensePlan front)
        {
            ScratchEmitter.Emit(writer, "frontRows", (long)_blocks.Steps * front.Stride);
        }

        using (writer.Braces($"for (int t = 0; t < {looped}; t += {_blocks.Steps})"))
        {
            string reference = input == InputForm.Vector ? "x" : "tokens0";
            writer.Write($"ref {InputText.ElementType(input)} {reference} = ref Unsafe.Add(ref {inputs}, t * inputStride);");
            string values = $"ref {reference}, inputStride";
            if (plan.Front is not null)
            {
                EmitFront(plan.Front, reference);
                values = $"ref frontRows, {plan.Front.Name}.Stride";
            }

            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                writer.Write($"{layer.Name}Block{_suffix}({arguments}, {values}, ref state, ref {Rows(layer)});");
                values = $"ref {Rows(layer)}, {layer.Name}.HiddenStride";
            }

            if (plan.Spec.Outputs == OutputSteps.EveryStep)
            {
                writer.BlankLine();
                using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s++)"))
                {
                    EmitOutput("s", "t + s", inputs);
                }
            }
        }

        if (plan.Spec.Outputs != OutputSteps.EveryStep && _blocks.RemainderSteps == 0)
        {
            writer.BlankLine();
            EmitOutput(Expressions.Number(_blocks.Steps - 1), Expressions.Number(looped - 1), inputs);
        }
    }

    /// <summary>Prints the methods of the layers; for tokens, only of the one that reads them.</summary>
    public void EmitMethods()
    {
        foreach (RecurrentPlan layer in plan.Recurrent.Where(layer => input == InputForm.Vector || (layer.Layer == 0 && plan.Front is null)))
        {
            bool tokens = input == InputForm.Token && layer.Layer == 0 && plan.Front is null;
            writer.BlankLine();
            writer.Write($"// {layer.Name} over {_blocks.Steps} time steps; h of each goes to a row of its own.");
            writer.Write(Compilation.AtOnce);
            using (writer.Braces($"private static void {layer.Name}Block{_suffix}({WeightText.Parameters(plan.Spec.Weights)}, {(tokens ? "ref int tokens" : "ref float values")}, nint inputStride, ref float state, ref float hidden)"))
            {
                EmitLayer(layer, tokens);
            }
        }
    }

    private static string Rows(RecurrentPlan layer) => $"hiddenRows{layer.Layer}";

    private void EmitFront(DensePlan front, string inputs)
    {
        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s++)"))
        {
            LayerInput source = input == InputForm.Token ? new LayerInput("token", Token: "token") : new LayerInput("xOf");
            writer.Write(input == InputForm.Token
                ? $"int token = Unsafe.Add(ref {inputs}, s * inputStride);"
                : $"ref float xOf = ref Unsafe.Add(ref {inputs}, s * inputStride);");
            writer.Write($"ref float y = ref Unsafe.Add(ref frontRows, s * {front.Name}.Stride);");
            if (plan.StepIsOneMethod)
            {
                new DenseStepEmitter(writer, front, width, ActivationText.ClassOf(plan.Spec)).Emit(source, "y", "y");
            }
            else
            {
                writer.Write($"{front.Name}Step{_suffix}(ref weights, {(input == InputForm.Token ? "token" : "ref xOf")}, ref y);");
            }
        }

        writer.BlankLine();
    }

    private void EmitLayer(RecurrentPlan layer, bool tokens)
    {
        bool hoisted = !tokens && _blocks.HoistsInput[layer.Layer];
        if (hoisted)
        {
            ScratchEmitter.Emit(writer, "sumRows", (long)_blocks.Steps * layer.Layout.Stride);
            EmitInputSums(layer);
            writer.BlankLine();
        }

        LayerInput source = hoisted ? new LayerInput("x", Sums: "sums") : new LayerInput("x", Token: tokens ? "token" : null);
        var step = new RecurrentStepEmitter(writer, plan, layer, width, source);
        writer.Write(ActivationText.Tables);
        step.EmitStart();
        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s++)"))
        {
            writer.Write(hoisted ? $"ref float sums = ref Unsafe.Add(ref sumRows, s * {layer.Name}.GateStride);"
                : tokens ? "int token = Unsafe.Add(ref tokens, s * inputStride);"
                : "ref float x = ref Unsafe.Add(ref values, s * inputStride);");
            step.EmitStep(hiddenIsRead: true, time: "s");
            writer.Write($"Unsafe.As<float, Floats{layer.HiddenStride}>(ref Unsafe.Add(ref hidden, s * {layer.Name}.HiddenStride)) = Unsafe.As<float, Floats{layer.HiddenStride}>(ref {Expressions.Element("state", $"{layer.Name}.Hidden")});");
        }

        step.EmitEnd();
    }

    /// <summary>b_h + W_ih x of all steps, some of them together.</summary>
    private void EmitInputSums(RecurrentPlan layer)
    {
        RecurrentBody body = layer.Body(width);
        TilePlan tile = body.Tile!;
        VectorText vector = VectorText.Of(body.Lanes);
        var weights = new WeightText(writer, vector, layer, plan.Spec.Weights);
        var terms = new TileTermsEmitter(writer, vector, layer, weights, tile.Rows);
        writer.Write($"// W_ih x + b_h of {tile.Rows} time steps together, so that each weight is read once for all of them");
        using (writer.Braces($"for (int s = 0; s < {_blocks.Steps}; s += {tile.Rows})"))
        {
            for (int i = 0; i < tile.Rows; i++)
            {
                string step = i == 0 ? "s" : $"(s + {i})";
                writer.Write($"ref float x{i} = ref Unsafe.Add(ref values, {step} * inputStride);");
                writer.Write($"ref float sums{i} = ref Unsafe.Add(ref sumRows, {step} * {layer.Name}.GateStride);");
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
                    terms.EmitStart(vectors, unit is null ? "weights" : "columns");
                    terms.EmitTerms(vectors, weights.Rows("WeightIh", unit), layer.InputSize, body.InputTermsPerRound, (s, k) => Expressions.Element($"x{s}", k));
                    foreach (SumVector sums in vectors)
                    {
                        string column = unit is null ? Expressions.Number(sums.Column) : $"(nuint)({Expressions.Sum(layer.Layout.Gates == 1 ? unit : $"{unit} * {layer.Layout.Gates}", sums.Column)})";
                        for (int s = 0; s < tile.Rows; s++)
                        {
                            writer.Write($"{TileTermsEmitter.Sum(sums, s)}.StoreUnsafe(ref sums{s}{(column == "0" ? "" : $", {column}")});");
                        }
                    }
                }
            }
        }
    }

    private void EmitOutput(string step, string time, string inputs)
    {
        RecurrentPlan last = plan.Recurrent[plan.Recurrent.Count - 1];
        string outputs = plan.Spec.Outputs == OutputSteps.EveryStep ? $"ref Unsafe.Add(ref outputs, ({time}) * outputStride)" : "ref outputs";
        writer.Write(
            $"""
            ref float h = ref Unsafe.Add(ref {Rows(last)}, {step} * {last.Name}.HiddenStride);
            ref float o = {outputs};
            """);
        new OutputsEmitter(writer, plan, width).Emit("h", "o", $"Unsafe.Add(ref {inputs}, ({time}) * inputStride)");
    }
}
