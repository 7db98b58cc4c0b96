using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>A pass over whole sequences without recording: public overloads, and a kernel for each vector width with its time steps unrolled.</summary>
internal sealed class ForwardEmitter(KernelPlan plan, InputForm input)
{
    private readonly string _inputs = InputText.SequenceName(input);
    private readonly string _span = InputText.SpanType(input);
    private readonly int _elements = InputText.ElementsPerStep(input, plan.Spec);

    private readonly BlockPlan? _blocks = input == InputForm.Token ? plan.TokenBlocks : plan.Blocks;

    private NetworkSpec Spec => plan.Spec;

    private bool EveryStep => Spec.Outputs == OutputSteps.EveryStep;

    public string Emit() => EmittedFile.Write(Spec.Target, "{0}", writer =>
    {
        EmitSingle(writer);
        EmitBatched(writer);
        EmitWithHiddenStates(writer);
        EmitDispatch(writer);
        foreach (VectorWidth width in DispatchEmitter.Widths)
        {
            writer.BlankLine();
            EmitKernel(writer, width);
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
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        writer.Write(Compilation.AtOnce);
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
        writer.Write(
            $$"""
            /// <summary>A batch of sequences, time-major, with all hidden states.</summary>
            /// <param name="{{_inputs}}">{{InputText.BatchShape(input)}}.</param>
            /// <param name="outputs">{{BatchedOutputShape}}; overwritten.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones.</param>
            /// <param name="hiddenStates">[T, B, nHid]: h_t of the last recurrent layer at every step; overwritten.</param>
            /// <exception cref="System.ArgumentException">{{InputText.Exception(input)}}</exception>
            """);
        writer.Write(Compilation.AtOnce);
        using (writer.Braces($"public void Forward({_span} {_inputs}, Span<float> outputs, Span<State> states, Span<float> hiddenStates)"))
        {
            writer.Write(
                $"""
                CheckSequence({_inputs}, outputs, states.Length);
                Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * states.Length * HiddenSize, nameof(hiddenStates));
                """);
            EmitEarlierOutput(writer);
            using (writer.Braces("for (int t = 0; t < SequenceLength; t++)"))
            {
                using (writer.Braces("for (int b = 0; b < states.Length; b++)"))
                {
                    writer.Write("int i = (t * states.Length) + b;");
                    writer.Write($"ref float o = ref {OutputAt("Unsafe.Add(ref MemoryMarshal.GetReference(outputs), i * OutputSize)", "Unsafe.Add(ref MemoryMarshal.GetReference(outputs), b * OutputSize)")};");
                    writer.Write($"StepCore({step}, ref states[b].First, ref o);");
                    writer.Write($"states[b].Hidden{plan.Recurrent[plan.Recurrent.Count - 1].Suffix}.CopyTo(hiddenStates.Slice(i * HiddenSize, HiddenSize));");
                }
            }
        }

        writer.BlankLine();
    }

    /// <summary>
    /// Room for the outputs of single steps that are not the last, where only that one has an output: the caller's outputs may lie
    /// over inputs that are still to be read.
    /// </summary>
    private void EmitEarlierOutput(SourceWriter writer)
    {
        if (!EveryStep)
        {
            ScratchEmitter.Emit(writer, "earlier", BufferSizes.Padded(Spec.OutputSize));
        }
    }

    /// <summary>Where the output of step t goes in a loop over single steps.</summary>
    private string OutputAt(string everyStep, string lastStep) => EveryStep ? everyStep : $"(t == {Spec.SequenceLength - 1} ? ref {lastStep} : ref earlier)";

    private string KernelParameters =>
        $"ref {InputText.ElementType(input)} {_inputs}, nint inputStride, ref float state, ref float outputs, nint outputStride";

    private string KernelArguments => $"ref {_inputs}, inputStride, ref state, ref outputs, outputStride";

    private void EmitDispatch(SourceWriter writer)
    {
        writer.Write("// One sequence; the strides lead from one time step to the next.");
        writer.Write(Compilation.AtOnce);
        using (writer.Braces($"private void ForwardCore({KernelParameters})"))
        {
            DispatchEmitter.Emit(writer, vector => $"Forward{vector.Suffix}({NetworkWeights.Arguments(plan, vector)}, {KernelArguments});");
        }
    }

    private void EmitKernel(SourceWriter writer, VectorWidth width)
    {
        VectorText vector = VectorText.Of(width);
        bool portable = width == VectorWidth.Any;
        string weights = portable ? "ref float weights" : WeightText.Parameters(Spec.Weights);
        writer.Write(Compilation.AtOnce);
        using (writer.Braces($"private static void Forward{vector.Suffix}({weights}, {KernelParameters})"))
        {
            if (_blocks is not null && !portable)
            {
                new BlockEmitter(writer, plan, width, input).EmitBlocks(_inputs);
                EmitLoopOverSteps(writer, vector, WeightText.Arguments(Spec.Weights), Spec.SequenceLength - _blocks.RemainderSteps);
            }
            else if (portable || (!plan.StepIsOneMethod && !plan.Unroll.LayersOverlap))
            {
                EmitLoopOverSteps(writer, vector, portable ? "ref weights" : WeightText.Arguments(Spec.Weights));
            }
            else
            {
                EmitUnrolledSteps(writer, StepKernelEmitter.Step(writer, plan, width, input));
            }
        }

        if (_blocks is not null && !portable)
        {
            new BlockEmitter(writer, plan, width, input).EmitMethods();
        }
    }

    /// <summary>A loop over calls of the single step: all there is where a step is more than one method or the width is not fixed, and what remains behind blocks.</summary>
    private void EmitLoopOverSteps(SourceWriter writer, VectorText vector, string weights, int firstStep = 0)
    {
        if (firstStep == Spec.SequenceLength)
        {
            return;
        }

        EmitEarlierOutput(writer);
        using (writer.Braces($"for (int t = {firstStep}; t < {Spec.SequenceLength}; t++)"))
        {
            EmitStepReferences(writer, "t", withOutput: false);
            writer.Write($"ref float o = ref {OutputAt("Unsafe.Add(ref outputs, t * outputStride)", "outputs")};");
            writer.Write($"Step{vector.Suffix}({weights}, {InputText.StepArgument(input)}, ref state, ref o);");
        }
    }

    private void EmitUnrolledSteps(SourceWriter writer, IStepEmitter step)
    {
        UnrollPlan unroll = plan.Unroll;
        step.EmitStart();
        if (unroll.LayersOverlap)
        {
            EmitOverlappingLayers(writer, step);
        }
        else
        {
            EmitWholeSteps(writer, step);
        }

        step.EmitEnd();
        if (!EveryStep)
        {
            writer.BlankLine();
            using (writer.Braces())
            {
                EmitStepReferences(writer, $"{unroll.SequenceLength - 1}", withOutput: true, withInput: Spec.Residual);
                step.EmitOutputOfState();
            }
        }
    }

    /// <summary>
    /// Each layer one time step behind the one below it, the last layer first: what they compute next to each other does not
    /// depend on each other, and h of the layer below is still that of the step before.
    /// </summary>
    private void EmitOverlappingLayers(SourceWriter writer, IStepEmitter step)
    {
        int length = plan.Unroll.SequenceLength;
        int last = plan.Recurrent.Count - 1;
        if (plan.Unroll.IsStraightLine)
        {
            for (int s = 0; s < length + last; s++)
            {
                for (int layer = Math.Min(last, s); layer >= Math.Max(0, s - length + 1); layer--)
                {
                    EmitLayer(writer, step, layer, Expressions.Number(s - layer));
                }
            }

            return;
        }

        writer.Write("// Layer l is l time steps behind the first, so that no layer waits for another.");
        using (writer.Braces($"for (int s = 0; s < {length + last}; s++)"))
        {
            for (int layer = last; layer >= 0; layer--)
            {
                List<string> conditions = [];
                if (layer > 0)
                {
                    conditions.Add($"s >= {layer}");
                }

                if (layer < last)
                {
                    conditions.Add($"s < {length + layer}");
                }

                using (writer.Braces($"if ({string.Join(" && ", conditions)})"))
                {
                    EmitLayer(writer, step, layer, layer == 0 ? "s" : $"s - {layer}");
                }

                if (layer > 0)
                {
                    writer.BlankLine();
                }
            }
        }
    }

    private void EmitLayer(SourceWriter writer, IStepEmitter step, int layer, string time)
    {
        bool isLast = layer == plan.Recurrent.Count - 1;
        writer.Write($"// layer {layer}, time step {time}");
        using (writer.Braces())
        {
            EmitStepReferences(writer, time, withOutput: isLast && EveryStep, withInput: layer == 0 || (isLast && EveryStep && Spec.Residual));
            step.EmitLayer(layer, EveryStep);
        }
    }

    private void EmitWholeSteps(SourceWriter writer, IStepEmitter step)
    {
        UnrollPlan unroll = plan.Unroll;
        int looped = unroll.IsStraightLine ? 0 : unroll.SequenceLength - unroll.RemainderSteps;
        if (looped > 0)
        {
            string advance = unroll.StepsPerRound == 1 ? "t++" : $"t += {unroll.StepsPerRound}";
            using (writer.Braces($"for (int t = 0; t < {looped}; {advance})"))
            {
                EmitSteps(writer, step, unroll.StepsPerRound, i => Expressions.Sum("t", i));
            }
        }

        int remaining = unroll.SequenceLength - looped;
        if (remaining > 0)
        {
            EmitSteps(writer, step, remaining, i => $"{looped + i}");
        }
    }

    private void EmitSteps(SourceWriter writer, IStepEmitter step, int count, Func<int, string> time)
    {
        for (int i = 0; i < count; i++)
        {
            writer.Write($"// time step {time(i)}");
            using (writer.Braces())
            {
                EmitStepReferences(writer, time(i), EveryStep);
                step.EmitStep(EveryStep, time(i) == "t" ? "t" : null);
            }

            if (i < count - 1)
            {
                writer.BlankLine();
            }
        }
    }

    /// <summary>What step t reads and writes, under the names that a step uses.</summary>
    private void EmitStepReferences(SourceWriter writer, string time, bool withOutput, bool withInput = true)
    {
        string steps = time.Contains(" ") ? $"({time})" : time;
        string inputs = Expressions.Element(_inputs, time == "0" ? "0" : $"{steps} * inputStride");
        if (withInput)
        {
            writer.Write(input == InputForm.Vector ? $"ref float x = ref {inputs};" : $"int token = {inputs};");
        }

        if (withOutput)
        {
            string outputs = Expressions.Element("outputs", time == "0" || !EveryStep ? "0" : $"{steps} * outputStride");
            writer.Write($"ref float o = ref {outputs};");
        }
    }
}
