using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The explicit implementation of the interfaces through which library code runs and trains any network.</summary>
internal static class ContractEmitter
{
    public static EmittedFile Emit(KernelPlan plan)
    {
        string name = plan.Spec.Target.Name;
        string contract = (plan.Spec.TakesTokens, plan.Spec.IsBidirectional) switch
        {
            (true, true) => "ITokenSequenceNetwork",
            (true, false) => "ITokenNetwork",
            (false, true) => "ISequenceNetwork",
            _ => "IRecurrentNetwork",
        };
        return EmittedFile.Write(plan.Spec.Target, contract: $"global::UnrolledRnn.{contract}<{name}>", emitMembers: writer =>
        {
            EmitShape(writer, plan, name);
            if (plan.Spec.Scope.Trains)
            {
                EmitTraining(writer, plan, name);
            }
            else
            {
                NoTrainingEmitter.Emit(writer, plan, name);
            }

            if (!plan.Spec.IsBidirectional)
            {
                EmitSteps(writer, InputForm.Vector, $"global::UnrolledRnn.IRecurrentNetwork<{name}>");
                EmitStepMany(writer, $"global::UnrolledRnn.IRecurrentNetwork<{name}>");
                if (plan.Spec.TakesTokens)
                {
                    EmitSteps(writer, InputForm.Token, $"global::UnrolledRnn.ITokenNetwork<{name}>");
                }
            }

            if (plan.Spec.LearnsInitialState)
            {
                InitialStateEmitter.EmitContract(writer, name);
            }

            EmitConversions(writer, plan);
        });
    }

    private static void EmitShape(SourceWriter writer, KernelPlan plan, string name)
    {
        NetworkSpec spec = plan.Spec;
        using (writer.Braces("¤private static class DeclaredShape"))
        {
            writer.Write("public static readonly §NetworkShape Value = new()");
            writer.Write("{");
            writer.Write($"    InputSize = {spec.InputSize},");
            writer.Write("    Layers = new §LayerShape[]");
            writer.Write("    {");
            foreach (LayerPlan layer in plan.Layers)
            {
                writer.Write($"        {LayerEmitter.Of(layer).Shape},");
            }

            writer.Write("    },");
            writer.Write(
                $$"""
                    OutputSize = {{spec.OutputSize}},
                    OutputActivation = §LayerActivation.{{spec.OutputActivation}},
                    Residual = {{(spec.Residual ? "true" : "false")}},
                    SequenceLength = {{spec.SequenceLength}},
                    Outputs = §SequenceOutputs.{{spec.Outputs}},
                    StateSize = {{plan.StateSize}},{{(spec.LearnsInitialState ? "\n    InitialState = global::UnrolledRnn.SequenceStart.Learned," : "")}}
                    Plan = new[]
                    {
                        {{string.Join("\n        ", PlanDescription.Facts(plan).Select(fact => $"\"{fact}.\","))}}
                    },
                };
                """);
        }

        writer.BlankLine();
        writer.Write(
            $$"""
            ¤static {{name}} global::UnrolledRnn.ISequenceNetwork<{{name}}>.Create(int seed) => new(seed);

            ¤static {{name}} global::UnrolledRnn.ISequenceNetwork<{{name}}>.CreateEmpty() => new(default(Unset));

            """);
    }

    private static void EmitTraining(SourceWriter writer, KernelPlan plan, string name)
    {
        writer.Write(
            $$"""
            ¤static §TrainingTape global::UnrolledRnn.ISequenceNetwork<{{name}}>.CreateTape(int batchSize) => new Tape(batchSize);

            ¤static §ParameterGradients global::UnrolledRnn.ISequenceNetwork<{{name}}>.CreateGradients() => new Gradients();

            """);
        EmitRecorded(writer, InputForm.Vector, $"global::UnrolledRnn.ISequenceNetwork<{name}>");
        if (plan.Spec.TakesTokens)
        {
            EmitRecorded(writer, InputForm.Token, $"global::UnrolledRnn.ITokenSequenceNetwork<{name}>");
        }

        EmitBackward(writer, name);
        EmitTapeConversions(writer, plan);
    }

    private static void EmitRecorded(SourceWriter writer, InputForm input, string contract)
    {
        string inputs = InputText.SequenceName(input);
        writer.Write(
            $$"""
            ¤void {{contract}}.Forward({{InputText.SpanType(input)}} {{inputs}}, §Span<float> outputs, §TrainingTape tape, §Span<float> states) =>
                Forward({{inputs}}, outputs, Own<Tape>(tape, nameof(tape)), AsStates(states, tape, nameof(states)));

            """);
    }

    private static void EmitSteps(SourceWriter writer, InputForm input, string contract)
    {
        string inputs = InputText.SequenceName(input);
        string single = input == InputForm.Vector ? "§ReadOnlySpan<float> input" : "int token";
        string argument = input == InputForm.Vector ? "input" : "token";
        writer.Write(
            $$"""
            {{CompilationHint.AtOnce}}
            ¤void {{contract}}.Step({{single}}, §Span<float> output, §Span<float> state) =>
                Step({{argument}}, output, ref AsState(state));

            {{CompilationHint.AtOnce}}
            ¤void {{contract}}.Forward({{InputText.SpanType(input)}} {{inputs}}, §Span<float> outputs, §Span<float> states) =>
                Forward({{inputs}}, outputs, AsStates(states, nameof(states)));

            """);
    }

    private static void EmitStepMany(SourceWriter writer, string contract) => writer.Write(
        $"""
        {CompilationHint.AtOnce}
        ¤void {contract}.StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<float> states) =>
            StepMany(inputs, outputs, AsStates(states, nameof(states)));

        {CompilationHint.AtOnce}
        ¤void {contract}.StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<float> states, §ReadOnlySpan<int> streams) =>
            StepMany(inputs, outputs, AsStates(states, nameof(states)), streams);

        """);

    private static void EmitBackward(SourceWriter writer, string name) => writer.Write(
        $"""
        ¤void global::UnrolledRnn.ISequenceNetwork<{name}>.Backward(
            §ReadOnlySpan<float> outputGradients,
            §TrainingTape tape,
            §ParameterGradients gradients,
            §Span<float> inputGradients,
            §Span<float> initialStateGradients,
            §ReadOnlySpan<float> finalStateGradients) => Backward(
                outputGradients,
                Own<Tape>(tape, nameof(tape)),
                Own<Gradients>(gradients, nameof(gradients)),
                inputGradients,
                AsStates(initialStateGradients, tape, nameof(initialStateGradients)),
                AsStates(finalStateGradients, tape, nameof(finalStateGradients)));

        """);

    private static void EmitConversions(SourceWriter writer, KernelPlan plan) => writer.Write(
        $$"""
        ¤private static ref State AsState(§Span<float> state)
        {
            §Throw.IfLengthDiffers(state.Length, StateSize, nameof(state), {{ShapeText.Shape($"StateSize = {plan.StateSize}")}});
            return ref §MemoryMarshal.Cast<float, State>(state)[0];
        }

        ¤private static §Span<State> AsStates(§Span<float> states, string parameterName)
        {
            §Throw.IfNotMultiple(states.Length, StateSize, parameterName, {{ShapeText.Shape("B", $"StateSize = {plan.StateSize}")}});
            return §MemoryMarshal.Cast<float, State>(states);
        }

        """);

    private static void EmitTapeConversions(SourceWriter writer, KernelPlan plan) => writer.Write(
        $$"""
        // As many states as the tape has sequences, or none.
        ¤private static §Span<State> AsStates(§Span<float> states, §TrainingTape tape, string parameterName)
        {
            §Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : (long)tape.BatchSize * StateSize, parameterName, {{ShapeText.Shape("B", $"StateSize = {plan.StateSize}")}});
            return §MemoryMarshal.Cast<float, State>(states);
        }

        ¤private static §ReadOnlySpan<State> AsStates(§ReadOnlySpan<float> states, §TrainingTape tape, string parameterName)
        {
            §Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : (long)tape.BatchSize * StateSize, parameterName, {{ShapeText.Shape("B", $"StateSize = {plan.StateSize}")}});
            return §MemoryMarshal.Cast<float, State>(states);
        }

        ¤private static T Own<T>(object value, string parameterName)
            where T : class => value as T ?? throw new §ArgumentException($"Expected an object of {typeof(T)}, got {value?.GetType().ToString() ?? "null"}.", parameterName);

        """);
}
