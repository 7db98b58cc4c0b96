using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>Training on the classes of a last layer with many outputs, whose logits do not exist for all rows at once.</summary>
internal static class ClassesEmitter
{
    public static EmittedFile Emit(KernelPlan plan, DensePlan last) =>
        EmittedFile.Write(plan.Spec.Target, contract: "global::UnrolledRnn.IClassOutputs", emitMembers: writer =>
        {
            var places = new TrainingPlaces(plan);
            EmitForward(writer, InputForm.Vector);
            if (plan.Spec.TakesTokens)
            {
                EmitForward(writer, InputForm.Token);
            }
            else
            {
                writer.Write(
                    """
                    ¤void global::UnrolledRnn.IClassOutputs.ForwardToClasses(§ReadOnlySpan<int> tokens, §TrainingTape tape, §Span<float> states) =>
                        throw new global::System.NotSupportedException("A network of one input takes no tokens.");

                    """);
            }

            EmitLoss(writer);
            writer.BlankLine();
            EmitBackward(writer, places, last);
            writer.BlankLine();
            EmitLayer(writer, places, last);
        });

    private static void EmitForward(SourceWriter writer, InputForm input)
    {
        string inputs = InputText.SequenceName(input);
        string content = $"§TapeContent.{(input == InputForm.Vector ? "Vectors" : "Tokens")}";
        using (writer.Braces(
            $"¤void global::UnrolledRnn.IClassOutputs.ForwardToClasses({InputText.SpanType(input)} {inputs}, §TrainingTape tape, §Span<float> states)"))
        {
            writer.Write(
                $"""
                Tape own = Own<Tape>(tape, nameof(tape));
                §Throw.IfLengthDiffers({inputs}.Length, (long)SequenceLength * tape.BatchSize{(input == InputForm.Vector ? " * InputSize" : "")}, nameof({inputs}));
                """);
            if (input == InputForm.Token)
            {
                writer.Write("§Throw.IfTokenOutOfRange(tokens, InputSize, nameof(tokens));");
            }

            writer.Write(
                $"""
                tape.Clear();
                {(input == InputForm.Vector ? "inputs.CopyTo(own.Inputs.Span);" : "tokens.CopyTo(own.Tokens);")}
                ForwardThroughLayers(own, AsStates(states, tape, nameof(states)), {content});
                ForwardBehind(own);
                tape.Record({content}, this);
                """);
        }

        writer.BlankLine();
    }

    private static void EmitLoss(SourceWriter writer)
    {
        using (writer.Braces(
            "¤double global::UnrolledRnn.IClassOutputs.ClassLoss(§ReadOnlySpan<int> targets, int ignoredTarget, §TrainingTape tape)"))
        {
            writer.Write(
                """
                tape.ThrowIfNotOf(this);
                Tape own = Own<Tape>(tape, nameof(tape));
                return own.Classes.Forward(Classes(own, gradients: null), targets, ignoredTarget, tape);
                """);
        }
    }

    private static void EmitBackward(SourceWriter writer, TrainingPlaces places, DensePlan last)
    {
        using (writer.Braces(
            """
            ¤double global::UnrolledRnn.IClassOutputs.BackwardFromClasses(
                §ReadOnlySpan<int> targets, int ignoredTarget, float factor, §TrainingTape tape, §ParameterGradients gradients)
            """))
        {
            writer.Write(
                """
                tape.ThrowIfNotOf(this);
                Tape own = Own<Tape>(tape, nameof(tape));
                Gradients ownGradients = Own<Gradients>(gradients, nameof(gradients));
                own.WantsInputGradients = false;
                ClearGradients(own);
                """);
            foreach (string line in places.Clear(last.Index))
            {
                writer.Write(line.Replace("tape.", "own."));
            }

            writer.Write(
                """
                double loss = own.Classes.Backward(Classes(own, ownGradients), targets, ignoredTarget, factor, tape);
                BackwardBehind(own, ownGradients);
                BackwardThroughLayers(own, ownGradients, default, default);
                return loss;
                """);
        }
    }

    /// <summary>What the loss needs of the last layer.</summary>
    private static void EmitLayer(SourceWriter writer, TrainingPlaces places, DensePlan last)
    {
        bool byClass = last.Form == OutputForm.Rows;
        (string weights, string weightGradients) = byClass ? ("WeightsByClass", "WeightGradientsByClass") : ("Weights", "WeightGradients");
        string size = byClass
            ? $"{last.Name}.OutputSize, {last.Name}.InputSize, {last.Name}.InputStride"
            : $"{last.Name}.InputSize, {last.Name}.Stride";
        string gradientSize = byClass ? $"{last.Name}.OutputSize, {last.Name}.InputStride" : size;
        writer.Write("// o = W_ho h + b_o, and where the gradients by it go");
        using (writer.Braces("¤private §ClassLayer Classes(Tape tape, Gradients? gradients)"))
        {
            if (!places.Plan.Spec.HasOutputAtEveryStep)
            {
                writer.Write("int rows = tape.BatchSize;");
            }

            writer.Write(
                $$"""
                §ClassLayer layer = new()
                {
                    Inputs = {{places.InputOf(last)}},
                    {{weights}} = new §Matrix({{last.Weight}}, {{size}}),
                    Classes = {{last.Name}}.OutputSize,
                };
                """);
            if (last.Bias is not null)
            {
                writer.Write($"layer.Bias = {last.Bias};");
            }

            using (writer.Braces("if (gradients is not null)"))
            {
                writer.Write(
                    $"""
                    layer.InputGradients = {places.InputGradientsOf(last)};
                    layer.{weightGradients} = new §Matrix(gradients.{last.Weight}, {gradientSize});
                    """);
                if (last.Bias is not null)
                {
                    writer.Write($"layer.BiasGradients = gradients.{last.Bias};");
                }
            }

            writer.Write("\nreturn layer;");
        }
    }
}
