using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Elman;

/// <summary>A pass over whole sequences without recording: public overloads, and a kernel for each vector width with its time steps unrolled.</summary>
internal sealed class ForwardEmitter(KernelPlan plan, InputForm input)
{
    private readonly string _inputs = InputText.SequenceName(input);
    private readonly string _span = InputText.SpanType(input);
    private readonly int _elements = InputText.ElementsPerStep(input, plan.Spec);

    private NetworkSpec Spec => plan.Spec;

    private bool EveryStep => Spec.Outputs == OutputSteps.EveryStep;

    public string Emit() => EmittedFile.Write(Spec.Target, "{0}", writer =>
    {
        EmitSingle(writer);
        EmitBatched(writer);
        EmitWithHiddenStates(writer);
        EmitChecks(writer);
        EmitDispatch(writer);
        foreach (BodyPlan body in plan.Bodies)
        {
            writer.BlankLine();
            EmitKernel(writer, body);
        }
    });

    private string OutputShape => EveryStep ? "[T, nOut]" : "[nOut], of the last time step";

    private string BatchedOutputShape => EveryStep ? "[T, B, nOut]" : "[B, nOut], of the last time step";

    private void EmitSingle(SourceWriter writer) => writer.Write(
        $$"""
        /// <summary>One sequence from h_0 = 0.</summary>
        /// <param name="{{_inputs}}">{{InputText.Shape(input)}}.</param>
        /// <param name="outputs">{{OutputShape}}; overwritten.</param>
        /// <exception cref="System.ArgumentException">{{InputText.Exception(input)}}</exception>
        public void Forward({{_span}} {{_inputs}}, Span<float> outputs)
        {
            State state = default;
            Forward({{_inputs}}, outputs, ref state);
        }

        /// <summary>One sequence from a given state.</summary>
        /// <param name="{{_inputs}}">{{InputText.Shape(input)}}.</param>
        /// <param name="outputs">{{OutputShape}}; overwritten.</param>
        /// <param name="state">The initial state, replaced by the final one.</param>
        /// <exception cref="System.ArgumentException">{{InputText.Exception(input)}}</exception>
        public void Forward({{_span}} {{_inputs}}, Span<float> outputs, ref State state) =>
            Forward({{_inputs}}, outputs, new Span<State>(ref state));

        """);

    private void EmitBatched(SourceWriter writer)
    {
        writer.Write(
            $"""
            /// <summary>A batch of sequences, time-major.</summary>
            /// <param name="{_inputs}">{InputText.BatchShape(input)}.</param>
            /// <param name="outputs">{BatchedOutputShape}; overwritten.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones.</param>
            /// <exception cref="System.ArgumentException">{InputText.Exception(input)}</exception>
            """);
        using (writer.Braces($"public void Forward({_span} {_inputs}, Span<float> outputs, Span<State> states)"))
        {
            writer.Write(
                $$"""
                CheckSequence({{_inputs}}, outputs, states.Length);
                nint inputStride = {{(_elements == 1 ? "states.Length" : "(nint)states.Length * InputSize")}};
                nint outputStride = (nint)states.Length * OutputSize;
                for (int b = 0; b < states.Length; b++)
                {
                    ForwardCore(
                        ref Unsafe.Add(ref MemoryMarshal.GetReference({{_inputs}}), {{(_elements == 1 ? "b" : "b * InputSize")}}),
                        inputStride,
                        ref states[b].First,
                        ref Unsafe.Add(ref MemoryMarshal.GetReference(outputs), b * OutputSize),
                        outputStride);
                }
                """);
        }

        writer.BlankLine();
    }

    private void EmitWithHiddenStates(SourceWriter writer)
    {
        string step = input == InputForm.Vector
            ? "ref Unsafe.Add(ref MemoryMarshal.GetReference(inputs), i * InputSize)"
            : "tokens[i]";
        string output = EveryStep ? "i * OutputSize" : "b * OutputSize";
        writer.Write(
            $$"""
            /// <summary>A batch of sequences, time-major, with all hidden states.</summary>
            /// <param name="{{_inputs}}">{{InputText.BatchShape(input)}}.</param>
            /// <param name="outputs">{{BatchedOutputShape}}; overwritten.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones.</param>
            /// <param name="hiddenStates">[T, B, nHid]: h_t of every step; overwritten.</param>
            /// <exception cref="System.ArgumentException">{{InputText.Exception(input)}}</exception>
            public void Forward({{_span}} {{_inputs}}, Span<float> outputs, Span<State> states, Span<float> hiddenStates)
            {
                CheckSequence({{_inputs}}, outputs, states.Length);
                Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * states.Length * HiddenSize, nameof(hiddenStates));
                for (int t = 0; t < SequenceLength; t++)
                {
                    for (int b = 0; b < states.Length; b++)
                    {
                        int i = (t * states.Length) + b;
                        StepCore({{step}}, ref states[b].First, ref Unsafe.Add(ref MemoryMarshal.GetReference(outputs), {{output}}));
                        states[b].Hidden.CopyTo(hiddenStates.Slice(i * HiddenSize, HiddenSize));
                    }
                }
            }

            """);
    }

    private void EmitChecks(SourceWriter writer)
    {
        using (writer.Braces($"private static void CheckSequence({_span} {_inputs}, ReadOnlySpan<float> outputs, int batchSize)"))
        {
            writer.Write(
                $"""
                Throw.IfLengthDiffers({_inputs}.Length, (long)SequenceLength * batchSize{(_elements == 1 ? "" : " * InputSize")}, nameof({_inputs}));
                Throw.IfLengthDiffers(outputs.Length, {(EveryStep ? "(long)SequenceLength * " : "(long)")}batchSize * OutputSize, nameof(outputs));
                """);
            if (input == InputForm.Token)
            {
                writer.Write("Throw.IfTokenOutOfRange(tokens, InputSize, nameof(tokens));");
            }
        }

        writer.BlankLine();
    }

    private string KernelParameters =>
        $"ref {InputText.ElementType(input)} {_inputs}, nint inputStride, ref float h, ref float outputs, nint outputStride";

    private void EmitDispatch(SourceWriter writer)
    {
        writer.Write("// One sequence; the strides lead from one time step to the next.");
        using (writer.Braces($"private void ForwardCore({KernelParameters})"))
        {
            DispatchEmitter.Emit(
                writer, plan, vector => $"Forward{vector.Suffix}(ref _parameters.Reference, ref {_inputs}, inputStride, ref h, ref outputs, outputStride);");
        }
    }

    private void EmitKernel(SourceWriter writer, BodyPlan body)
    {
        VectorText vector = VectorText.Of(body.Width);
        using (writer.Braces($"private static void Forward{vector.Suffix}(ref float weights, {KernelParameters})"))
        {
            if (body.Width == VectorWidth.Any)
            {
                EmitLoopOverSteps(writer, vector);
            }
            else
            {
                EmitUnrolledSteps(writer, new TimeStepEmitter(writer, plan, body, input));
            }
        }
    }

    /// <summary>For machines without the fixed widths, a loop over the single step is all.</summary>
    private void EmitLoopOverSteps(SourceWriter writer, VectorText vector)
    {
        using (writer.Braces($"for (int t = 0; t < {Spec.SequenceLength}; t++)"))
        {
            EmitStepReferences(writer, "t", withOutput: true);
            writer.Write($"Step{vector.Suffix}(ref weights, {InputText.StepArgument(input)}, ref h, ref o);");
        }
    }

    private void EmitUnrolledSteps(SourceWriter writer, TimeStepEmitter step)
    {
        UnrollPlan unroll = plan.Unroll;
        step.EmitNextBuffer();
        int looped = unroll.IsStraightLine ? 0 : unroll.SequenceLength - unroll.RemainderSteps;
        if (looped > 0)
        {
            string advance = unroll.StepsPerRound == 1 ? "t++" : $"t += {unroll.StepsPerRound}";
            using (writer.Braces($"for (int t = 0; t < {looped}; {advance})"))
            {
                EmitSteps(writer, step, unroll.StepsPerRound, i => Expressions.Sum("t", i), withOutput: _ => EveryStep);
            }
        }

        int remaining = unroll.SequenceLength - looped;
        if (remaining > 0)
        {
            if (looped > 0)
            {
                writer.BlankLine();
            }

            EmitSteps(writer, step, remaining, i => $"{looped + i}", withOutput: i => EveryStep || i == remaining - 1);
        }
        else if (!EveryStep)
        {
            writer.BlankLine();
            writer.Write("ref float o = ref outputs;");
            step.EmitOutput(hiddenInRegisters: false);
        }
    }

    private void EmitSteps(SourceWriter writer, TimeStepEmitter step, int count, Func<int, string> time, Func<int, bool> withOutput)
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                writer.BlankLine();
            }

            writer.Write($"// time step {time(i)}");
            using (writer.Braces())
            {
                EmitStepReferences(writer, time(i), withOutput(i));
                step.Emit(withOutput(i));
            }
        }
    }

    /// <summary>What step t reads and writes, under the names that a step uses.</summary>
    private void EmitStepReferences(SourceWriter writer, string time, bool withOutput)
    {
        string steps = time.Contains("+") ? $"({time})" : time;
        string inputs = Expressions.Element(_inputs, time == "0" ? "0" : $"{steps} * inputStride");
        writer.Write(input == InputForm.Vector ? $"ref float x = ref {inputs};" : $"int token = {inputs};");
        if (withOutput)
        {
            string outputs = Expressions.Element("outputs", time == "0" || !EveryStep ? "0" : $"{steps} * outputStride");
            writer.Write($"ref float o = ref {outputs};");
        }
    }
}
