using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The explicit implementation of the interfaces through which library code runs and trains any network.</summary>
internal static class ContractEmitter
{
    public static string Emit(KernelPlan plan)
    {
        string name = plan.Spec.Target.Name;
        string contract = plan.Spec.TakesTokens ? "ITokenNetwork" : "IRecurrentNetwork";
        string head = "{0} : global::UnrolledRnn." + contract + "<" + name + ">";
        return EmittedFile.Write(plan.Spec.Target, head, writer =>
        {
            EmitShape(writer, plan, name);
            EmitForms(writer, plan, InputForm.Vector, $"global::UnrolledRnn.IRecurrentNetwork<{name}>");
            if (plan.Spec.TakesTokens)
            {
                EmitForms(writer, plan, InputForm.Token, $"global::UnrolledRnn.ITokenNetwork<{name}>");
            }

            EmitBackward(writer, name);
            EmitConversions(writer, plan);
        });
    }

    private static void EmitShape(SourceWriter writer, KernelPlan plan, string name)
    {
        NetworkSpec spec = plan.Spec;
        writer.Write(
            $$"""
            private static class DeclaredShape
            {
                public static readonly NetworkShape Value = new()
                {
                    Cell = RnnCell.{{spec.Cell}},
                    InputSize = {{spec.InputSize}},
                    HiddenSize = {{spec.HiddenSize}},
                    OutputSize = {{spec.OutputSize}},
                    SequenceLength = {{spec.SequenceLength}},
                    OutputActivation = OutputActivation.{{spec.OutputActivation}},
                    Outputs = SequenceOutputs.{{spec.Outputs}},
                    StateSize = HiddenStride,
                };
            }

            static NetworkShape global::UnrolledRnn.IRecurrentNetwork<{{name}}>.Shape => DeclaredShape.Value;

            static IReadOnlyList<ParameterTensor> global::UnrolledRnn.IRecurrentNetwork<{{name}}>.Tensors => ParameterTensors.All;

            static {{name}} global::UnrolledRnn.IRecurrentNetwork<{{name}}>.Create(int seed) => new(seed);

            static TrainingTape global::UnrolledRnn.IRecurrentNetwork<{{name}}>.CreateTape(int batchSize) => new Tape(batchSize);

            static ParameterGradients global::UnrolledRnn.IRecurrentNetwork<{{name}}>.CreateGradients() => new Gradients();

            """);
    }

    private static void EmitForms(SourceWriter writer, KernelPlan plan, InputForm input, string contract)
    {
        string inputs = InputText.SequenceName(input);
        string span = InputText.SpanType(input);
        string single = input == InputForm.Vector ? "ReadOnlySpan<float> input" : "int token";
        string argument = input == InputForm.Vector ? "input" : "token";
        writer.Write(
            $$"""
            void {{contract}}.Step({{single}}, Span<float> output, Span<float> state) =>
                Step({{argument}}, output, ref AsState(state));

            void {{contract}}.Forward({{span}} {{inputs}}, Span<float> outputs, Span<float> states) =>
                Forward({{inputs}}, outputs, AsStates(states, nameof(states)));

            void {{contract}}.Forward({{span}} {{inputs}}, Span<float> outputs, TrainingTape tape, Span<float> states) =>
                Forward({{inputs}}, outputs, Own<Tape>(tape, nameof(tape)), AsStates(states, tape, nameof(states)));

            """);
    }

    private static void EmitBackward(SourceWriter writer, string name) => writer.Write(
        $"""
        void global::UnrolledRnn.IRecurrentNetwork<{name}>.Backward(
            ReadOnlySpan<float> outputGradients,
            TrainingTape tape,
            ParameterGradients gradients,
            Span<float> inputGradients,
            Span<float> initialStateGradients,
            ReadOnlySpan<float> finalStateGradients) => Backward(
                outputGradients,
                Own<Tape>(tape, nameof(tape)),
                Own<Gradients>(gradients, nameof(gradients)),
                inputGradients,
                AsStates(initialStateGradients, tape, nameof(initialStateGradients)),
                AsStates(finalStateGradients, tape, nameof(finalStateGradients)));

        """);

    private static void EmitConversions(SourceWriter writer, KernelPlan plan) => writer.Write(
        $$"""
        private static ref State AsState(Span<float> state)
        {
            Throw.IfLengthDiffers(state.Length, HiddenStride, nameof(state));
            return ref MemoryMarshal.Cast<float, State>(state)[0];
        }

        private static Span<State> AsStates(Span<float> states, string parameterName)
        {
            Throw.IfNotMultiple(states.Length, HiddenStride, parameterName);
            return MemoryMarshal.Cast<float, State>(states);
        }

        // As many states as the tape has sequences, or none.
        private static Span<State> AsStates(Span<float> states, TrainingTape tape, string parameterName)
        {
            Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : (long)tape.BatchSize * HiddenStride, parameterName);
            return MemoryMarshal.Cast<float, State>(states);
        }

        private static ReadOnlySpan<State> AsStates(ReadOnlySpan<float> states, TrainingTape tape, string parameterName)
        {
            Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : (long)tape.BatchSize * HiddenStride, parameterName);
            return MemoryMarshal.Cast<float, State>(states);
        }

        private static T Own<T>(object value, string parameterName)
            where T : class => value as T ?? throw new ArgumentException($"Expected an object of {typeof(T)}, got {value?.GetType().ToString() ?? "null"}.", parameterName);
        """);
}
