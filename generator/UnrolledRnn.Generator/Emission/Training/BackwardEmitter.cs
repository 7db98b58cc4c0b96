using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>Back-propagation through time: from the gradient by the outputs to those by parameters, inputs and initial states.</summary>
internal static class BackwardEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        var places = new TrainingPlaces(plan);
        EmitPublic(writer, places);
        writer.BlankLine();
        EmitThroughLayers(writer, places);
        writer.BlankLine();
        EmitOutputs(writer, places);
        foreach (LayerPlan layer in plan.Layers.Where(layer => !layer.IsBehind).Reverse())
        {
            EmitLayer(writer, places, layer);
        }

        writer.BlankLine();
        InputGradientsEmitter.Emit(writer, places);
    });

    private static void EmitPublic(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        bool everyStep = plan.Spec.HasOutputAtEveryStep;
        string outputShape = everyStep ? "[T, B, nOut]" : "[B, nOut], of the last time step";
        writer.Write(
            $$"""
            /// <summary>Back-propagation through time over the sequences on a tape.</summary>
            /// <param name="outputGradients">{{outputShape}}: the gradient of the loss by the outputs.</param>
            /// <param name="tape">What a forward pass has recorded; only its scratch memory changes.</param>
            /// <param name="gradients">The gradient by each parameter, of any network of this class; this pass adds to them.</param>
            /// <param name="inputGradients">[T, B, nIn], overwritten with the gradient by the inputs{{(plan.Spec.TakesTokens ? " (by the one-hot vectors, for tokens)" : "")}}; or empty where it is not wanted.</param>
            /// <param name="initialStateGradients">[B], overwritten with the gradient by the initial states; or empty where it is not wanted.</param>
            /// <param name="finalStateGradients">[B]: the gradient by the final states, which a later chunk of the sequences gives; or empty for zeros.</param>
            /// <exception cref="global::System.ArgumentException">A span has another length.</exception>
            /// <exception cref="global::System.InvalidOperationException">The tape is empty, or another network has recorded on it.</exception>
            """);
        using (writer.Braces(
            """
            ¤public void Backward(
                §ReadOnlySpan<float> outputGradients,
                Tape tape,
                Gradients gradients,
                §Span<float> inputGradients = default,
                §Span<State> initialStateGradients = default,
                §ReadOnlySpan<State> finalStateGradients = default)
            """))
        {
            writer.Write(
                $$"""
                §ArgumentNullException.ThrowIfNull(tape);
                §ArgumentNullException.ThrowIfNull(gradients);
                int batchSize = tape.BatchSize;
                §Throw.IfLengthDiffers(outputGradients.Length, (long){{(everyStep ? "SequenceLength * " : "")}}batchSize * OutputSize, nameof(outputGradients), {{ShapeText.Outputs(plan.Spec, "B")}});
                §Throw.IfLengthDiffers(inputGradients.Length, inputGradients.IsEmpty ? 0 : (long)SequenceLength * batchSize * InputSize, nameof(inputGradients), {{ShapeText.Inputs(plan.Spec, InputForm.Vector, "B")}});
                §Throw.IfLengthDiffers(initialStateGradients.Length, initialStateGradients.IsEmpty ? 0 : batchSize, nameof(initialStateGradients));
                §Throw.IfLengthDiffers(finalStateGradients.Length, finalStateGradients.IsEmpty ? 0 : batchSize, nameof(finalStateGradients));
                tape.ThrowIfNotOf(this);

                §ReadOnlySpan<float> final = §MemoryMarshal.Cast<State, float>(finalStateGradients);
                §Span<float> initial = §MemoryMarshal.Cast<State, float>(initialStateGradients);
                initial.Clear();
                """);
            writer.Write("tape.WantsInputGradients = !inputGradients.IsEmpty;");
            using (writer.Braces("if (tape.WantsInputGradients)"))
            {
                writer.Write("§MatrixOperations.ClearColumns(tape.InputGradientRows, from: 0);");
            }

            writer.Write(
                """

                ClearGradients(tape);
                BackwardOutputs(outputGradients, tape, gradients);
                BackwardThroughLayers(tape, gradients, initial, final);
                """);
            EmitInputCall(writer, plan);
        }
    }

    /// <summary>The layers up to the last recurrent one, and what precedes a pass back through them.</summary>
    private static void EmitThroughLayers(SourceWriter writer, TrainingPlaces places)
    {
        using (writer.Braces("¤private static void ClearGradients(Tape tape)"))
        {
            foreach (DirectionPlan direction in places.Plan.Directions)
            {
                writer.Write($"tape.{direction.Name}.ClearGradients(tape);");
            }
        }

        writer.BlankLine();
        using (writer.Braces(
            "¤private void BackwardThroughLayers(Tape tape, Gradients gradients, §Span<float> initial, §ReadOnlySpan<float> final)"))
        {
            foreach (LayerPlan layer in places.Plan.Layers.Where(layer => !layer.IsBehind).Reverse())
            {
                EmitCalls(writer, places, layer);
            }
        }
    }

    private static void EmitInputCall(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("if (!inputGradients.IsEmpty)"))
        {
            writer.Write("BackwardInputs(tape, inputGradients);");
            if (plan.Spec.Residual)
            {
                string inputs = plan.Spec.HasOutputAtEveryStep ? "inputGradients" : "inputGradients[^(batchSize * InputSize)..]";
                writer.Write(
                    $"""

                    // o has gained {InputText.Residual(plan.Spec)}
                    int rows = outputGradients.Length / OutputSize;
                    §MatrixOperations.AddRows(outputGradients, new §Matrix({inputs}, rows, InputSize).Slice(0, OutputSize));
                    """);
            }
        }
    }

    private static void EmitCalls(SourceWriter writer, TrainingPlaces places, LayerPlan layer)
    {
        if (places.DropGradients(layer) is string drop)
        {
            writer.Write(drop);
        }

        if (layer is not RecurrentPlan recurrent)
        {
            writer.Write($"Backward{layer.Name}(tape, gradients);");
            return;
        }

        if (recurrent.IsBidirectional)
        {
            writer.Write(StateText.Split(recurrent));
        }

        foreach (string line in places.Clear(layer.Index))
        {
            writer.Write(line);
        }

        foreach (DirectionPlan direction in recurrent.Directions)
        {
            StateText.EmitGradientStart(writer, direction);
            writer.Write($"Backward{direction.Name}(tape, gradients);");
            StateText.EmitGradientEnd(writer, places.Plan, direction);
        }
    }

    private static void EmitLayer(SourceWriter writer, TrainingPlaces places, LayerPlan layer)
    {
        if (layer is RecurrentPlan)
        {
            LayerEmitter.Of(layer).EmitBackward(writer, places);
            return;
        }

        writer.BlankLine();
        using (writer.Braces($"¤private void Backward{layer.Name}(Tape tape, Gradients gradients)"))
        {
            LayerEmitter.Of(layer).EmitBackward(writer, places);
        }
    }

    /// <summary>The layers behind the last recurrent one, down to the gradient by what they read.</summary>
    private static void EmitOutputs(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        using (writer.Braces("¤private void BackwardOutputs(§ReadOnlySpan<float> outputGradients, Tape tape, Gradients gradients)"))
        {
            if (!plan.Spec.HasOutputAtEveryStep)
            {
                writer.Write("int rows = tape.BatchSize;");
            }

            LayerPlan last = plan.Layers[plan.Layers.Count - 1];
            if (last is RecurrentPlan recurrent)
            {
                if (recurrent.IsBidirectional)
                {
                    writer.Write($"tape.{TrainingPlaces.JoinedName(recurrent)}.GradientSpan.Clear();");
                }

                writer.Write(
                    $"// ∂L/∂h_t += ∂L/∂o_t\n§MatrixOperations.AddRows(outputGradients, {places.OutputGradients}.Slice(0, OutputSize));");
                return;
            }

            writer.Write($"// ∂L/∂o\n§MatrixOperations.CopyRows(outputGradients, {places.OutputGradients});");
            foreach (LayerPlan layer in plan.Behind.Reverse().Where(layer => plan.ClassLayer is null || layer.IsLast))
            {
                LayerEmitter.Of(layer).EmitBackward(writer, places);
            }

            if (plan.ClassLayer is not null)
            {
                writer.Write("\nBackwardBehind(tape, gradients);");
            }
        }

        if (plan.ClassLayer is not null)
        {
            EmitBehind(writer, places);
        }
    }

    /// <summary>The layers between the one that gives classes and the last recurrent one.</summary>
    private static void EmitBehind(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        writer.BlankLine();
        using (writer.Braces("¤private void BackwardBehind(Tape tape, Gradients gradients)"))
        {
            if (!plan.Spec.HasOutputAtEveryStep)
            {
                writer.Write("int rows = tape.BatchSize;");
            }

            foreach (LayerPlan layer in plan.Behind.Reverse().Where(layer => !layer.IsLast))
            {
                LayerEmitter.Of(layer).EmitBackward(writer, places);
            }
        }
    }
}
