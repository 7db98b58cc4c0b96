using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// A pass over whole sequences without recording: public overloads, and a kernel for each vector width with its time steps
/// unrolled.
/// </summary>
internal sealed class ForwardEmitter(KernelPlan plan, InputForm input)
{
    private readonly string _inputs = InputText.SequenceName(input);
    private readonly string _span = InputText.SpanType(input);
    private readonly int _elements = InputText.ElementsPerStep(input, plan.Spec);

    private NetworkSpec Spec => plan.Spec;

    private bool HasTiles => plan.TileStreams > 1;

    private bool EveryStep => Spec.HasOutputAtEveryStep;

    public EmittedFile Emit() => EmittedFile.WriteKernels(Spec.Target, writer =>
    {
        EmitSingle(writer);
        EmitBatched(writer);
        if (plan.LastRecurrent is RecurrentPlan last)
        {
            EmitWithHiddenStates(writer, last);
        }

        if (!Spec.Scope.Trains)
        {
            SequenceCheckEmitter.Emit(writer, plan, input);
        }

        EmitDispatch(writer);
        if (input == InputForm.Vector || !plan.KernelsTakeEither)
        {
            EmitKernels(writer);
        }

        if (input == InputForm.Token && HasTiles)
        {
            writer.BlankLine();
            new TileEmitter(writer, plan, input).Emit();
        }
    });

    private string Start => plan.Stages.Count == 0 ? "through the network"
        : Spec.LearnsInitialState ? "from the network's initial state"
        : plan.Directions.Any(layer => layer.Definition.HasCellState) ? "from h_0 = 0 and c_0 = 0"
        : "from h_0 = 0";

    private string OutputShape => EveryStep ? "[T, nOut]" : "[nOut], of the last time step";

    private string BatchedOutputShape => EveryStep ? "[T, B, nOut]" : "[B, nOut], of the last time step";

    private string SequenceException =>
        input == InputForm.Vector && EveryStep ? InputText.OverlapException(Spec) : InputText.Exception(input);

    private string BatchException => input == InputForm.Token ? InputText.Exception(input) :
        EveryStep ? InputText.OverlapException(Spec) : "A span has another length, or the outputs of several sequences overlap the inputs.";

    private void EmitSingle(SourceWriter writer) => writer.Write(
        $$"""
        /// <summary>One sequence {{Start}}.</summary>
        /// <param name="{{_inputs}}">{{InputText.Shape(input)}}.</param>
        /// <param name="outputs">{{OutputShape}}; overwritten.</param>
        /// <exception cref="global::System.ArgumentException">{{SequenceException}}</exception>
        [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
        ¤public void Forward({{_span}} {{_inputs}}, §Span<float> outputs)
        {
            State state = {{(Spec.LearnsInitialState ? "InitialState" : "default")}};
            Forward({{_inputs}}, outputs, ref state);
        }

        /// <summary>One sequence from a given state.</summary>
        /// <param name="{{_inputs}}">{{InputText.Shape(input)}}.</param>
        /// <param name="outputs">{{OutputShape}}; overwritten.</param>
        /// <param name="state">The initial state, replaced by the final one.</param>
        /// <exception cref="global::System.ArgumentException">{{SequenceException}}</exception>
        [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
        ¤public void Forward({{_span}} {{_inputs}}, §Span<float> outputs, ref State state)
        {
            CheckSequence({{_inputs}}, outputs, batchSize: 1, nameof({{_inputs}}));
            Forward({{_inputs}}, outputs, new §Span<State>(ref state));
        }

        """);

    private void EmitBatched(SourceWriter writer)
    {
        writer.Write(
            $"""
            /// <summary>A batch of sequences, time-major.</summary>
            /// <param name="{_inputs}">{InputText.BatchShape(input)}.</param>
            /// <param name="outputs">{BatchedOutputShape}; overwritten.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones.</param>
            /// <exception cref="global::System.ArgumentException">{BatchException}</exception>
            """);
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces($"¤public void Forward({_span} {_inputs}, §Span<float> outputs, §Span<State> states)"))
        {
            writer.Write(
                $$"""
                CheckSequence({{_inputs}}, outputs, states.Length, nameof(states));{{OverlapCheck}}
                §nint inputStride = {{(_elements == 1 ? "states.Length" : "(§nint)states.Length * InputSize")}};
                §nint outputStride = (§nint)states.Length * OutputSize;
                {{Tiles}}for ({{(HasTiles ? "" : "int b = 0")}}; b < states.Length; b++)
                {
                    ForwardCore(
                        ref §Unsafe.Add(ref §MemoryMarshal.GetReference({{_inputs}}), {{(_elements == 1 ? "b" : "b * InputSize")}}),
                        inputStride,
                        ref states[b].First,
                        ref §Unsafe.Add(ref §MemoryMarshal.GetReference(outputs), b * OutputSize),
                        outputStride);
                }
                """);
        }

        writer.BlankLine();
    }

    private void EmitWithHiddenStates(SourceWriter writer, RecurrentPlan last)
    {
        string step = input == InputForm.Vector
            ? "ref §Unsafe.Add(ref §MemoryMarshal.GetReference(inputs), i * InputSize)"
            : "tokens[i]";
        writer.Write(
            $$"""
            /// <summary>A batch of sequences, time-major, with all hidden states.</summary>
            /// <param name="{{_inputs}}">{{InputText.BatchShape(input)}}.</param>
            /// <param name="outputs">{{BatchedOutputShape}}; overwritten.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones.</param>
            /// <param name="hiddenStates">[T, B, nHid]: h_t of the last recurrent layer at every step; overwritten.</param>
            /// <exception cref="global::System.ArgumentException">{{BatchException}}</exception>
            """);
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces(
            $"¤public void Forward({_span} {_inputs}, §Span<float> outputs, §Span<State> states, §Span<float> hiddenStates)"))
        {
            writer.Write(
                $"""
                CheckSequence({_inputs}, outputs, states.Length, nameof(states));{OverlapCheck}
                §Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * states.Length * HiddenSize, nameof(hiddenStates), {ShapeText.Shape($"T = {Spec.SequenceLength}", "B", $"nHid = {last.OutputSize}")});
                """);
            EarlierOutput.Emit(writer, plan);
            using (writer.Braces("for (int t = 0; t < SequenceLength; t++)"))
            {
                using (writer.Braces("for (int b = 0; b < states.Length; b++)"))
                {
                    writer.Write("int i = (t * states.Length) + b;");
                    writer.Write(
                        $"ref float o = ref {EarlierOutput.At(plan, "§Unsafe.Add(ref §MemoryMarshal.GetReference(outputs), i * OutputSize)", "§Unsafe.Add(ref §MemoryMarshal.GetReference(outputs), b * OutputSize)")};");
                    writer.Write($"StepCore({step}, ref states[b].First, ref o);");
                    writer.Write($"states[b].Hidden{last.Forward.Suffix}.CopyTo(hiddenStates.Slice(i * HiddenSize, HiddenSize));");
                }
            }
        }

        writer.BlankLine();
    }

    // Tokens lie elsewhere; one sequence with an output at its end alone has been read when it is written.
    private string OverlapCheck => input == InputForm.Token ? "" :
        EveryStep ? $"\n§Throw.IfOverlaps(inputs, outputs, mayCoincide: {(Spec.InputSize == Spec.OutputSize ? "true" : "false")}, nameof(outputs));" :
        "\nif (states.Length > 1)\n{\n    §Throw.IfOverlaps(inputs, outputs, mayCoincide: false, nameof(outputs));\n}\n";

    /// <summary>Sequences that share each weight that is loaded, for wide layers.</summary>
    private string Tiles => !HasTiles ? "" :
        $$"""
            int b = 0;
            for (; b + TileStreams <= states.Length; b += TileStreams)
            {
                for (int t = 0; t < SequenceLength; t++)
                {
                    TileCore(
                        ref §Unsafe.Add(ref §MemoryMarshal.GetReference({{_inputs}}), (t * inputStride) + {{(_elements == 1 ? "b" : "(b * InputSize)")}}),
                        ref states[b].First,
                        ref §Unsafe.Add(ref §MemoryMarshal.GetReference(outputs), {{(EveryStep ? "(t * outputStride) + (b * OutputSize)" : "b * OutputSize")}}){{TileEmitter.OutputArgument(plan, "t == SequenceLength - 1")}});
                }
            }


            """;

    private static string ParametersOf(InputForm read) =>
        $"ref {InputText.ElementType(read)} {InputText.SequenceName(read)}, §nint inputStride, ref float state, ref float outputs, §nint outputStride";

    private string KernelArguments => $"ref {_inputs}, inputStride, ref state, ref outputs, outputStride";

    private void EmitDispatch(SourceWriter writer)
    {
        writer.Write("// One sequence; the strides lead from one time step to the next.");
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces($"¤private void ForwardCore({ParametersOf(input)})"))
        {
            DispatchEmitter.Emit(writer, plan, vector =>
                $"Forward{vector.Suffix}{Types(vector.Width)}({NetworkWeights.Arguments(plan)}, {KernelArguments});");
        }
    }

    private void EmitKernels(SourceWriter writer)
    {
        InputForm read = plan.KernelInput(input);
        var kernel = new ForwardKernelEmitter(plan, read);
        foreach (VectorWidth width in plan.Widths)
        {
            writer.BlankLine();
            kernel.Emit(writer, width, ParametersOf(read));
        }
    }

    private string Types(VectorWidth width) => KernelTypes.Arguments(
        plan.KernelInput(input), input, plan.StepIsStartOfPass(width, input) ? "§WholeSequence" : null);
}
