using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Elman;

/// <summary>The forward pass of training: matrix products over the whole batch, recorded on a tape.</summary>
internal static class RecordedForwardEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        EmitPublic(writer, plan, InputForm.Vector);
        if (plan.Spec.TakesTokens)
        {
            EmitPublic(writer, plan, InputForm.Token);
        }

        EmitThroughTime(writer, plan);
        writer.BlankLine();
        EmitOutputs(writer, plan);
    });

    private static void EmitPublic(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        bool everyStep = plan.Spec.Outputs == OutputSteps.EveryStep;
        string inputs = InputText.SequenceName(input);
        string outputShape = everyStep ? "[T, B, nOut]" : "[B, nOut], of the last time step";
        writer.Write(
            $"""
            /// <summary>A batch of sequences, time-major, recorded for <see cref="Backward"/>.</summary>
            /// <param name="{inputs}">{InputText.BatchShape(input)}.</param>
            /// <param name="outputs">{outputShape}; overwritten.</param>
            /// <param name="tape">The record, overwritten; its batch size is B.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones; or empty for h_0 = 0.</param>
            /// <exception cref="System.ArgumentException">{InputText.Exception(input)}</exception>
            """);
        using (writer.Braces($"public void Forward({InputText.SpanType(input)} {inputs}, Span<float> outputs, Tape tape, Span<State> states = default)"))
        {
            writer.Write(
                $"""
                ArgumentNullException.ThrowIfNull(tape);
                CheckSequence({inputs}, outputs, tape.BatchSize);
                Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : tape.BatchSize, nameof(states));
                tape.Record(TapeContent.Empty);
                int rows = SequenceLength * tape.BatchSize;
                Matrix hidden = new(tape.Hidden.Span[(tape.BatchSize * HiddenStride)..], rows, HiddenStride);

                """);
            if (input == InputForm.Vector)
            {
                writer.Write(
                    $"""
                    // a_t = b_h + W_ih x_t, for all steps in one product
                    inputs.CopyTo(tape.Inputs.Span);
                    MatrixOperations.BroadcastRow(BiasH, hidden);
                    MatrixProduct.Accumulate(
                        new Matrix(tape.Inputs.Span, rows, InputSize), new Matrix(WeightIh, InputSize, HiddenStride), hidden);
                    """);
            }
            else
            {
                writer.Write(
                    $"""
                    // a_t = b_h + (the row of W_ih for the token)
                    tokens.CopyTo(tape.Tokens);
                    MatrixOperations.GatherRows(tokens, new Matrix(WeightIh, InputSize, HiddenStride), BiasH, hidden);
                    """);
            }

            writer.BlankLine();
            writer.Write(
                $"""
                ForwardThroughTime(tape, states);
                ForwardOutputs(tape, outputs);
                tape.Record(TapeContent.{(input == InputForm.Vector ? "Vectors" : "Tokens")});
                """);
        }

        writer.BlankLine();
    }

    private static void EmitThroughTime(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("private void ForwardThroughTime(Tape tape, Span<State> states)"))
        {
            writer.Write(
                $$"""
                // The initial state
                Span<float> initial = tape.HiddenAt(0);
                if (states.IsEmpty)
                {
                    initial.Clear();
                }
                else
                {
                    MemoryMarshal.Cast<State, float>(states).CopyTo(initial);
                }

                """);
            if (plan.Unroll.IsStraightLine)
            {
                for (int t = 0; t < plan.Spec.SequenceLength; t++)
                {
                    writer.Write($"ForwardStep(tape, {t});");
                }
            }
            else
            {
                using (writer.Braces("for (int t = 0; t < SequenceLength; t++)"))
                {
                    writer.Write("ForwardStep(tape, t);");
                }
            }

            writer.BlankLine();
            using (writer.Braces("if (!states.IsEmpty)"))
            {
                writer.Write("tape.HiddenAt(SequenceLength).CopyTo(MemoryMarshal.Cast<State, float>(states));");
            }
        }

        writer.BlankLine();
        using (writer.Braces("private void ForwardStep(Tape tape, int t)"))
        {
            writer.Write(
                $"""
                // a_t += W_hh h_{"{t-1}"}
                Span<float> hidden = tape.HiddenAt(t + 1);
                MatrixProduct.Accumulate(
                    tape.HiddenRows(t * tape.BatchSize, tape.BatchSize),
                    new Matrix(WeightHh, HiddenSize, HiddenStride),
                    new Matrix(hidden, tape.BatchSize, HiddenStride));

                // h_t = {Notation.CellFunction(plan.Spec.Cell, "a_t")}
                Activation.{plan.Spec.Cell}(hidden);
                """);
        }
    }

    private static void EmitOutputs(SourceWriter writer, KernelPlan plan)
    {
        NetworkSpec spec = plan.Spec;
        bool everyStep = spec.Outputs == OutputSteps.EveryStep;
        using (writer.Braces("private void ForwardOutputs(Tape tape, Span<float> outputs)"))
        {
            writer.Write(everyStep ? "int rows = SequenceLength * tape.BatchSize;" : "int rows = tape.BatchSize;");
            if (plan.OutputForm == OutputForm.Columns)
            {
                writer.Write($"Matrix weights = new(WeightHo, HiddenSize, OutputStride);");
            }
            else
            {
                writer.Write(
                    $"""
                    Matrix weights = new(tape.WeightHoTransposed.Span, HiddenSize, OutputStride);
                    MatrixOperations.Transpose(
                        new Matrix(WeightHo, OutputSize, HiddenSize, HiddenStride), new Matrix(tape.WeightHoTransposed.Span, HiddenSize, OutputSize, OutputStride));
                    """);
            }

            writer.BlankLine();
            writer.Write(
                $"""
                // o = {Notation.OutputFunction(spec.OutputActivation)}{(everyStep ? ", for all steps in one product" : ", for the last step")}
                Matrix padded = new(tape.Outputs.Span, rows, OutputStride);
                MatrixOperations.BroadcastRow(BiasO, padded);
                MatrixProduct.Accumulate(tape.HiddenRows({(everyStep ? "tape.BatchSize" : "SequenceLength * tape.BatchSize")}, rows), weights, padded);
                """);
            EmitActivation(writer, spec);
            writer.Write($"MatrixOperations.Copy(new Matrix(tape.Outputs.Span, rows, OutputSize, OutputStride), new Matrix(outputs, rows, OutputSize));");
        }
    }

    private static void EmitActivation(SourceWriter writer, NetworkSpec spec)
    {
        switch (spec.OutputActivation)
        {
            case OutputFunction.Identity:
                break;
            case OutputFunction.Softmax:
                using (writer.Braces("for (int row = 0; row < rows; row++)"))
                {
                    writer.Write("Softmax.Apply(padded.Row(row)[..OutputSize]);");
                }

                writer.BlankLine();
                break;
            default:
                writer.Write($"Activation.{spec.OutputActivation}(tape.Outputs.Span);");
                break;
        }
    }
}
