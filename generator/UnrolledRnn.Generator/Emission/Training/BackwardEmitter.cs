using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>Back-propagation through time: from the gradient by the outputs to those by parameters, inputs and initial states.</summary>
internal static class BackwardEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        EmitPublic(writer, plan);
        writer.BlankLine();
        BackwardOutputsEmitter.Emit(writer, plan);
        for (int i = plan.Recurrent.Count - 1; i >= 0; i--)
        {
            writer.BlankLine();
            EmitRecurrent(writer, plan, plan.Recurrent[i]);
        }

        if (plan.Front is not null)
        {
            writer.BlankLine();
            EmitFront(writer, plan, plan.Front);
        }

        writer.BlankLine();
        EmitInputs(writer, plan);
    });

    private static bool EveryStep(KernelPlan plan) => plan.Spec.Outputs == OutputSteps.EveryStep;

    private static void EmitPublic(SourceWriter writer, KernelPlan plan)
    {
        string outputShape = EveryStep(plan) ? "[T, B, nOut]" : "[B, nOut], of the last time step";
        writer.Write(
            $$"""
            /// <summary>Back-propagation through time over the sequences on a tape.</summary>
            /// <param name="outputGradients">{{outputShape}}: the gradient of the loss by the outputs.</param>
            /// <param name="tape">What a forward pass has recorded; only its scratch memory changes.</param>
            /// <param name="gradients">The gradient by each parameter; this pass adds to them.</param>
            /// <param name="inputGradients">[T, B, nIn], overwritten with the gradient by the inputs (by the one-hot vectors, for tokens); or empty where it is not wanted.</param>
            /// <param name="initialStateGradients">[B], overwritten with the gradient by the initial states; or empty where it is not wanted.</param>
            /// <param name="finalStateGradients">[B]: the gradient by the final states, which a later chunk of the sequences gives; or empty for zeros.</param>
            /// <exception cref="System.ArgumentException">A span has another length.</exception>
            /// <exception cref="System.InvalidOperationException">The tape is empty.</exception>
            """);
        using (writer.Braces(
            """
            public void Backward(
                ReadOnlySpan<float> outputGradients,
                Tape tape,
                Gradients gradients,
                Span<float> inputGradients = default,
                Span<State> initialStateGradients = default,
                ReadOnlySpan<State> finalStateGradients = default)
            """))
        {
            writer.Write(
                $$"""
                ArgumentNullException.ThrowIfNull(tape);
                ArgumentNullException.ThrowIfNull(gradients);
                int batchSize = tape.BatchSize;
                Throw.IfLengthDiffers(outputGradients.Length, (long){{(EveryStep(plan) ? "SequenceLength * " : "")}}batchSize * OutputSize, nameof(outputGradients));
                Throw.IfLengthDiffers(inputGradients.Length, inputGradients.IsEmpty ? 0 : (long)SequenceLength * batchSize * InputSize, nameof(inputGradients));
                Throw.IfLengthDiffers(initialStateGradients.Length, initialStateGradients.IsEmpty ? 0 : batchSize, nameof(initialStateGradients));
                Throw.IfLengthDiffers(finalStateGradients.Length, finalStateGradients.IsEmpty ? 0 : batchSize, nameof(finalStateGradients));
                tape.ThrowIfEmpty();

                ReadOnlySpan<float> final = MemoryMarshal.Cast<State, float>(finalStateGradients);
                Span<float> initial = MemoryMarshal.Cast<State, float>(initialStateGradients);
                initial.Clear();
                """);
            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                writer.Write($"tape.{layer.Name}.ClearGradients();");
            }

            writer.Write("BackwardOutputs(outputGradients, tape, gradients);");
            for (int layer = plan.Spec.Recurrent.Count - 1; layer >= 0; layer--)
            {
                EmitCalls(writer, plan, layer);
            }

            if (plan.Front is not null)
            {
                writer.Write("BackwardFront(tape, gradients);");
            }

            using (writer.Braces("if (!inputGradients.IsEmpty)"))
            {
                writer.Write("BackwardInputs(tape, inputGradients);");
                if (plan.Spec.Residual)
                {
                    string inputs = EveryStep(plan) ? "inputGradients" : "inputGradients[^(batchSize * InputSize)..]";
                    writer.Write(
                        $"""

                        // o += x
                        int rows = outputGradients.Length / OutputSize;
                        MatrixOperations.AddRows(outputGradients, new Matrix({inputs}, rows, InputSize).Slice(0, OutputSize));
                        """);
                }
            }
        }
    }

    private static void EmitCalls(SourceWriter writer, KernelPlan plan, int layer)
    {
        if (TrainingInputs.IsJoined(plan, layer))
        {
            int size = plan.Spec.Recurrent[layer].HiddenSize;
            writer.Write(
                $"""
                MatrixOperations.Copy(tape.Joined{layer}.Gradients.Slice(0, {size}), tape.Layer{layer}.HiddenGradients.Slice(0, {size}));
                MatrixOperations.Copy(tape.Joined{layer}.Gradients.Slice({size}, {size}), tape.Layer{layer}Reverse.HiddenGradients.Slice(0, {size}));
                """);
        }

        if (layer > 0 && TrainingInputs.IsJoined(plan, layer - 1))
        {
            writer.Write($"tape.Joined{layer - 1}.GradientSpan.Clear();");
        }

        if (layer == 0 && plan.Front is not null)
        {
            writer.Write("tape.Front.GradientSpan.Clear();");
        }

        foreach (RecurrentPlan direction in plan.Directions(layer))
        {
            string name = direction.Name;
            writer.Write($"StateRows.AddTo(final, StateSize, {name}.Hidden, {name}.HiddenSize, tape.{name}.HiddenGradientsAfter(tape.{name}.LastStep));");
            if (direction.Definition.HasCellState)
            {
                writer.Write($"StateRows.AddTo(final, StateSize, {name}.Cell, {name}.HiddenSize, tape.{name}.CellGradients!.Span);");
            }

            writer.Write(
                $"""
                Backward{name}(tape, gradients);
                StateRows.CopyFrom(tape.{name}.HiddenGradientsBefore(tape.{name}.FirstStep), initial, StateSize, {name}.Hidden, {name}.HiddenSize);
                """);
            if (direction.Definition.HasCellState)
            {
                writer.Write($"StateRows.CopyFrom(tape.{name}.CellGradients!.Span, initial, StateSize, {name}.Cell, {name}.HiddenSize);");
            }
        }
    }

    private static void EmitRecurrent(SourceWriter writer, KernelPlan plan, RecurrentPlan layer)
    {
        using (writer.Braces($"private void Backward{layer.Name}(Tape tape, Gradients gradients)"))
        {
            string weights = $"new Matrix(WeightHh{layer.Suffix}, {layer.Name}.HiddenSize, {layer.Name}.GateStride)";
            writer.Write($"RecurrentLayerTape layer = tape.{layer.Name};");
            if (!TrainingWeights.HiddenIsByRows(layer))
            {
                weights = "layer.WeightHhByRows";
                writer.Write(TrainingWeights.HiddenToRows(layer));
            }

            writer.Write($"MatrixOperations.Transpose({weights}, layer.TransposedWeightHh.Slice(0, {layer.Name}.HiddenSize));");
            using (writer.Braces(layer.IsReverse ? "for (int t = 0; t < SequenceLength; t++)" : "for (int t = SequenceLength - 1; t >= 0; t--)"))
            {
                foreach (string line in layer.Definition.BackwardLines())
                {
                    writer.Write(line);
                }
            }

            writer.BlankLine();
            EmitInputWeights(writer, plan, layer);
            writer.BlankLine();
            EmitHiddenWeights(writer, layer);
        }
    }

    /// <summary>The gradients by W_ih, b_h and what lies below, over all steps and sequences at once.</summary>
    private static void EmitInputWeights(SourceWriter writer, KernelPlan plan, RecurrentPlan layer)
    {
        string name = layer.Name;
        writer.Write(
            $"""
            // Over all steps and sequences at once: ∂L/∂b_h = Σ ∂L/∂a_t, ∂L/∂W_ih = Σ ∂L/∂a_t x_tᵀ
            MatrixOperations.AccumulateRows(layer.SumGradients, gradients.BiasH{layer.Suffix});
            Matrix weightIhGradients = {(layer.InputHasPanels ? "layer.WeightIhByRows" : $"new(gradients.WeightIh{layer.Suffix}, {name}.InputSize, {name}.GateStride)")};
            """);
        if (layer.InputHasPanels)
        {
            writer.Write("MatrixOperations.ClearColumns(weightIhGradients, from: 0);");
        }

        string product = $"MatrixProduct.AccumulateTransposed({TrainingInputs.Of(plan, layer)}, layer.SumGradients, weightIhGradients);";
        if (plan.Spec.TakesTokens && layer.Layer == 0 && plan.Front is null)
        {
            using (writer.Braces("if (tape.Content == TapeContent.Tokens)"))
            {
                writer.Write("MatrixOperations.ScatterAddRows(tape.Tokens, layer.SumGradients, weightIhGradients);");
            }

            using (writer.Braces("else"))
            {
                writer.Write(product);
            }
        }
        else
        {
            writer.Write(product);
        }

        if (layer.InputHasPanels)
        {
            writer.Write($"GateMatrix.AddToPanels(weightIhGradients, layer.Layout, gradients.WeightIh{layer.Suffix});");
        }

        if (layer.Layer > 0 || plan.Front is not null)
        {
            string below = layer.Layer > 0 ? TrainingInputs.HiddenGradientsOf(plan, layer.Layer - 1) : "tape.Front.PaddedGradients";
            writer.BlankLine();
            writer.Write("// ∂L/∂x_t += W_ihᵀ ∂L/∂a_t, to the layer below");
            if (layer.InputHasPanels)
            {
                writer.Write(TrainingWeights.InputToRows(layer));
            }

            writer.Write(
                $"""
                MatrixOperations.Transpose({TrainingWeights.InputByRows(layer)}, layer.TransposedWeightIh.Slice(0, {name}.InputSize));
                MatrixProduct.Accumulate(layer.SumGradients, layer.TransposedWeightIh, {below});
                """);
        }
    }

    private static void EmitHiddenWeights(SourceWriter writer, RecurrentPlan layer)
    {
        if (!TrainingWeights.HiddenIsByRows(layer))
        {
            writer.Write(
                """
                Matrix weightHhGradients = layer.WeightHhByRows;
                MatrixOperations.ClearColumns(weightHhGradients, from: 0);
                """);
        }
        else
        {
            writer.Write($"Matrix weightHhGradients = new(gradients.WeightHh{layer.Suffix}, {layer.Name}.HiddenSize, {layer.Name}.GateStride);");
        }

        foreach (string line in layer.Definition.WeightGradientLines(layer.Suffix))
        {
            writer.Write(line);
        }

        if (!TrainingWeights.HiddenIsByRows(layer))
        {
            writer.Write($"GateMatrix.AddTo{(layer.IsDiagonal ? "Diagonals" : "Panels")}(weightHhGradients, layer.Layout, gradients.WeightHh{layer.Suffix});");
        }
    }

    private static void EmitFront(SourceWriter writer, KernelPlan plan, DensePlan front)
    {
        using (writer.Braces("private static void BackwardFront(Tape tape, Gradients gradients)"))
        {
            if (front.Activation != OutputFunction.Identity)
            {
                writer.Write(
                    $"""
                    // ∂L/∂x', then ∂L/∂(W x + b) in its place
                    ActivationBackward.{front.Activation}(tape.Front.Span, tape.Front.GradientSpan);

                    """);
            }

            writer.Write(
                $"""
                // ∂L/∂b and ∂L/∂W
                MatrixOperations.AccumulateRows(tape.Front.PaddedGradients, gradients.{front.Bias});
                Matrix weightGradients = new(gradients.{front.Weight}, InputSize, Front.Stride);
                """);
            string product = "MatrixProduct.AccumulateTransposed(tape.InputRows, tape.Front.PaddedGradients, weightGradients);";
            if (!plan.Spec.TakesTokens)
            {
                writer.Write(product);
                return;
            }

            using (writer.Braces("if (tape.Content == TapeContent.Tokens)"))
            {
                writer.Write("MatrixOperations.ScatterAddRows(tape.Tokens, tape.Front.PaddedGradients, weightGradients);");
            }

            using (writer.Braces("else"))
            {
                writer.Write(product);
            }
        }
    }

    private static void EmitInputs(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("private void BackwardInputs(Tape tape, Span<float> inputGradients)"))
        {
            writer.Write("int batchSize = tape.BatchSize;");
            List<string> products = [];
            if (plan.Front is DensePlan front)
            {
                writer.Write(
                    $"""
                    Matrix transposed = new(tape.FrontWeightTransposed.Span, Front.OutputSize, Front.InputStride);
                    MatrixOperations.Transpose(new Matrix({front.Weight}, InputSize, Front.OutputSize, Front.Stride), transposed.Slice(0, InputSize));
                    """);
                products.Add("MatrixProduct.Accumulate(tape.Front.Gradients.RowRange(t * batchSize, batchSize), transposed, padded);");
            }
            else
            {
                foreach (RecurrentPlan layer in plan.Directions(0))
                {
                    writer.Write(
                        $"""
                        MatrixOperations.Transpose(
                            new Matrix(WeightIh{layer.Suffix}, InputSize, {layer.Name}.GateStride), tape.{layer.Name}.TransposedWeightIh.Slice(0, InputSize));
                        """);
                    products.Add($"MatrixProduct.Accumulate(tape.{layer.Name}.SumGradientsAt(t), tape.{layer.Name}.TransposedWeightIh, padded);");
                }
            }

            writer.Write(
                $"""

                // ∂L/∂x_t = Wᵀ ∂L/∂a_t, step by step through a padded buffer
                Matrix padded = new(tape.InputGradients.Span, batchSize, {plan.InputStride});
                """);
            using (writer.Braces("for (int t = 0; t < SequenceLength; t++)"))
            {
                writer.Write("MatrixOperations.ClearColumns(padded, from: 0);");
                foreach (string product in products)
                {
                    writer.Write(product);
                }

                writer.Write("MatrixOperations.Copy(padded.Slice(0, InputSize), new Matrix(inputGradients.Slice(t * batchSize * InputSize, batchSize * InputSize), batchSize, InputSize));");
            }
        }
    }
}
