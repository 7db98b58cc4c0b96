using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Elman;

/// <summary>Back-propagation through time: from the gradient by the outputs to those by parameters, inputs and initial states.</summary>
internal static class BackwardEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        EmitPublic(writer, plan);
        writer.BlankLine();
        EmitOutputs(writer, plan);
        writer.BlankLine();
        EmitThroughTime(writer, plan);
        writer.BlankLine();
        EmitParameters(writer, plan);
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
            /// <param name="gradients">The gradient by each parameter; this pass adds to it.</param>
            /// <param name="inputGradients">[T, B, nIn], overwritten with the gradient by the inputs (by the one-hot vectors, for tokens); or empty where it is not wanted.</param>
            /// <param name="initialStateGradients">[B], overwritten with the gradient by the initial states; or empty where it is not wanted.</param>
            /// <param name="finalStateGradients">[B]: the gradient by the final states, which a later chunk of the sequences gives; or empty for zeros.</param>
            /// <exception cref="System.ArgumentException">A span has another length.</exception>
            /// <exception cref="System.InvalidOperationException">The tape is empty.</exception>
            public void Backward(
                ReadOnlySpan<float> outputGradients,
                Tape tape,
                Gradients gradients,
                Span<float> inputGradients = default,
                Span<State> initialStateGradients = default,
                ReadOnlySpan<State> finalStateGradients = default)
            {
                ArgumentNullException.ThrowIfNull(tape);
                ArgumentNullException.ThrowIfNull(gradients);
                int batchSize = tape.BatchSize;
                Throw.IfLengthDiffers(outputGradients.Length, (long){{(EveryStep(plan) ? "SequenceLength * " : "")}}batchSize * OutputSize, nameof(outputGradients));
                Throw.IfLengthDiffers(inputGradients.Length, inputGradients.IsEmpty ? 0 : (long)SequenceLength * batchSize * InputSize, nameof(inputGradients));
                Throw.IfLengthDiffers(initialStateGradients.Length, initialStateGradients.IsEmpty ? 0 : batchSize, nameof(initialStateGradients));
                Throw.IfLengthDiffers(finalStateGradients.Length, finalStateGradients.IsEmpty ? 0 : batchSize, nameof(finalStateGradients));
                tape.ThrowIfEmpty();

                BackwardOutputs(outputGradients, tape, gradients);
                if (!finalStateGradients.IsEmpty)
                {
                    Span<float> last = tape.HiddenGradientsAt(SequenceLength - 1);
                    TensorPrimitives.Add(last, MemoryMarshal.Cast<State, float>(finalStateGradients), last);{{ClearPadding(plan)}}
                }

                BackwardThroughTime(tape, initialStateGradients);
                BackwardParameters(tape, gradients);
                if (!inputGradients.IsEmpty)
                {
                    BackwardInputs(tape, inputGradients);
                }
            }
            """);
    }

    /// <summary>What a caller's states hold behind their nHid values is no gradient.</summary>
    private static string ClearPadding(KernelPlan plan) => plan.HiddenStride == plan.Spec.HiddenSize
        ? ""
        : "\n        MatrixOperations.ClearColumns(new Matrix(last, batchSize, HiddenStride), from: HiddenSize);";

    private static void EmitOutputs(SourceWriter writer, KernelPlan plan)
    {
        NetworkSpec spec = plan.Spec;
        using (writer.Braces("private void BackwardOutputs(ReadOnlySpan<float> outputGradients, Tape tape, Gradients gradients)"))
        {
            writer.Write(
                $"""
                int rows = outputGradients.Length / OutputSize;
                Matrix output = new(tape.OutputGradients.Span, rows, OutputSize, OutputStride);
                Matrix hidden = tape.HiddenRows({(EveryStep(plan) ? "tape.BatchSize" : "SequenceLength * tape.BatchSize")}, rows);

                // {(spec.OutputActivation == OutputFunction.Identity ? "∂L/∂o" : "∂L/∂o, then ∂L/∂(W_ho h + b_o) in its place")}
                for (int row = 0; row < rows; row++)
                {"{"}
                    outputGradients.Slice(row * OutputSize, OutputSize).CopyTo(output.Row(row));
                """);
            if (spec.OutputActivation == OutputFunction.Softmax)
            {
                writer.Write($"    Softmax.Backward(tape.Outputs.Slice(row * OutputStride, OutputSize), output.Row(row));");
            }

            writer.Write("}");
            writer.BlankLine();
            if (spec.OutputActivation is not (OutputFunction.Identity or OutputFunction.Softmax))
            {
                writer.Write($"ActivationBackward.{spec.OutputActivation}(tape.Outputs.Span, tape.OutputGradients.Span);");
                writer.BlankLine();
            }

            EmitOutputWeights(writer, plan);
            writer.BlankLine();
            writer.Write(
                $"""
                // ∂L/∂h_t = W_hoᵀ ∂L/∂(W_ho h + b_o){(EveryStep(plan) ? "" : ", at the last step alone")}
                tape.HiddenGradients.Span.Clear();
                MatrixProduct.Accumulate(output, weights, new Matrix({(EveryStep(plan) ? "tape.HiddenGradients.Span" : "tape.HiddenGradientsAt(SequenceLength - 1)")}, rows, HiddenStride));
                """);
        }
    }

    /// <summary>The gradients by W_ho and b_o, and W_ho by rows for the next product.</summary>
    private static void EmitOutputWeights(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            $"""
            // ∂L/∂b_o and ∂L/∂W_ho
            Matrix padded = new(tape.OutputGradients.Span, rows, OutputStride);
            MatrixOperations.AccumulateRows(padded, gradients.BiasO);
            """);
        if (plan.OutputForm == OutputForm.Columns)
        {
            writer.Write(
                $"""
                MatrixProduct.AccumulateTransposed(hidden, padded, new Matrix(gradients.WeightHo, HiddenSize, OutputStride));
                Matrix weights = new(tape.WeightHoTransposed.Span, OutputSize, HiddenStride);
                MatrixOperations.Transpose(
                    new Matrix(WeightHo, HiddenSize, OutputSize, OutputStride), new Matrix(tape.WeightHoTransposed.Span, OutputSize, HiddenSize, HiddenStride));
                """);
            return;
        }

        writer.Write(
            $"""
            Matrix paddedHidden = new(tape.Hidden.Span[^(rows * HiddenStride)..], rows, HiddenStride);
            MatrixProduct.AccumulateTransposed(output, paddedHidden, new Matrix(gradients.WeightHo, OutputSize, HiddenStride));
            """);
        if (plan.Spec.Cell == Cell.Sigmoid && plan.HiddenStride != plan.Spec.HiddenSize)
        {
            writer.Write(
                $"""
                // sigmoid(0) is not 0, so the padding of h has left something in the padding of the gradient
                MatrixOperations.ClearColumns(new Matrix(gradients.WeightHo, OutputSize, HiddenStride), from: HiddenSize);
                """);
        }

        writer.Write($"Matrix weights = new(WeightHo, OutputSize, HiddenStride);");
    }

    private static void EmitThroughTime(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("private void BackwardThroughTime(Tape tape, Span<State> initialStateGradients)"))
        {
            writer.Write(
                $"""
                MatrixOperations.Transpose(
                    new Matrix(WeightHh, HiddenSize, HiddenSize, HiddenStride), new Matrix(tape.WeightHhTransposed.Span, HiddenSize, HiddenSize, HiddenStride));

                """);
            if (plan.Unroll.IsStraightLine)
            {
                for (int t = plan.Spec.SequenceLength - 1; t > 0; t--)
                {
                    writer.Write($"BackwardStep(tape, {t}, tape.HiddenGradientsAt({t - 1}));");
                }
            }
            else
            {
                using (writer.Braces("for (int t = SequenceLength - 1; t > 0; t--)"))
                {
                    writer.Write("BackwardStep(tape, t, tape.HiddenGradientsAt(t - 1));");
                }
            }

            writer.BlankLine();
            writer.Write(
                """
                // The gradient by the initial state
                Span<float> initial = MemoryMarshal.Cast<State, float>(initialStateGradients);
                initial.Clear();
                BackwardStep(tape, 0, initial);
                """);
        }

        writer.BlankLine();
        writer.Write("// The gradient by h_{t-1} is added to what is there already, and left out where there is no room for it.");
        using (writer.Braces("private static void BackwardStep(Tape tape, int t, Span<float> previousGradients)"))
        {
            writer.Write(
                $$"""
                // ∂L/∂a_t = ∂L/∂h_t ⊙ g'(a_t), in terms of h_t
                Span<float> gradients = tape.HiddenGradientsAt(t);
                ActivationBackward.{{plan.Spec.Cell}}(tape.HiddenAt(t + 1), gradients);

                // ∂L/∂h_{t-1} += W_hhᵀ ∂L/∂a_t
                if (!previousGradients.IsEmpty)
                {
                    MatrixProduct.Accumulate(
                        new Matrix(gradients, tape.BatchSize, HiddenSize, HiddenStride),
                        new Matrix(tape.WeightHhTransposed.Span, HiddenSize, HiddenStride),
                        new Matrix(previousGradients, tape.BatchSize, HiddenStride));
                }
                """);
        }
    }

    private static void EmitParameters(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("private static void BackwardParameters(Tape tape, Gradients gradients)"))
        {
            writer.Write(
                $"""
                // Over all steps and sequences at once: ∂L/∂b_h = Σ ∂L/∂a_t, ∂L/∂W_hh = Σ ∂L/∂a_t h_{"{t-1}"}ᵀ, ∂L/∂W_ih = Σ ∂L/∂a_t x_tᵀ
                int rows = SequenceLength * tape.BatchSize;
                Matrix preActivation = new(tape.HiddenGradients.Span, rows, HiddenStride);
                MatrixOperations.AccumulateRows(preActivation, gradients.BiasH);
                MatrixProduct.AccumulateTransposed(tape.HiddenRows(0, rows), preActivation, new Matrix(gradients.WeightHh, HiddenSize, HiddenStride));
                Matrix weightIh = new(gradients.WeightIh, InputSize, HiddenStride);
                """);
            string product = "MatrixProduct.AccumulateTransposed(new Matrix(tape.Inputs.Span, rows, InputSize), preActivation, weightIh);";
            if (!plan.Spec.TakesTokens)
            {
                writer.Write(product);
                return;
            }

            using (writer.Braces("if (tape.Content == TapeContent.Tokens)"))
            {
                writer.Write("MatrixOperations.ScatterAddRows(tape.Tokens, preActivation, weightIh);");
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
            writer.Write(
                $$"""
                int batchSize = tape.BatchSize;
                MatrixOperations.Transpose(
                    new Matrix(WeightIh, InputSize, HiddenSize, HiddenStride), new Matrix(tape.WeightIhTransposed.Span, HiddenSize, InputSize, InputStride));

                // ∂L/∂x_t = W_ihᵀ ∂L/∂a_t, step by step through a padded buffer
                Span<float> padded = tape.InputGradients.Span;
                for (int t = 0; t < SequenceLength; t++)
                {
                    padded.Clear();
                    MatrixProduct.Accumulate(
                        new Matrix(tape.HiddenGradientsAt(t), batchSize, HiddenSize, HiddenStride),
                        new Matrix(tape.WeightIhTransposed.Span, HiddenSize, InputStride),
                        new Matrix(padded, batchSize, InputStride));
                    MatrixOperations.Copy(
                        new Matrix(padded, batchSize, InputSize, InputStride),
                        new Matrix(inputGradients.Slice(t * batchSize * InputSize, batchSize * InputSize), batchSize, InputSize));
                }
                """);
        }
    }
}
