using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The forward pass of training: matrix products over the whole batch, recorded on a tape.</summary>
internal static class RecordedForwardEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        var places = new TrainingPlaces(plan);
        EmitPublic(writer, plan, InputForm.Vector);
        if (plan.Spec.TakesTokens)
        {
            EmitPublic(writer, plan, InputForm.Token);
        }

        EmitThroughLayers(writer, places);
        foreach (LayerPlan layer in plan.Layers.Where(layer => !layer.IsBehind))
        {
            EmitLayer(writer, places, layer);
        }

        writer.BlankLine();
        EmitOutputs(writer, places);
        if (plan.ClassLayer is not null)
        {
            EmitBehind(writer, places);
        }
    });

    private static void EmitPublic(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        string inputs = InputText.SequenceName(input);
        bool everyStep = plan.Spec.HasOutputAtEveryStep;
        string outputShape = everyStep ? "[T, B, nOut]" : "[B, nOut], of the last time step";
        string content = $"§TapeContent.{(input == InputForm.Vector ? "Vectors" : "Tokens")}";
        writer.Write(
            $$"""
            /// <summary>A batch of sequences, time-major, recorded for <see cref="Backward"/>.</summary>
            /// <param name="{{inputs}}">{{InputText.BatchShape(input)}}.</param>
            /// <param name="outputs">{{outputShape}}; overwritten.</param>
            /// <param name="tape">The record, overwritten; its batch size is B.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones; or empty for {{(plan.Spec.LearnsInitialState ? "the network's initial state" : "zeros")}}.</param>
            /// <exception cref="global::System.ArgumentException">{{InputText.Exception(input)}}</exception>
            ¤public void Forward({{InputText.SpanType(input)}} {{inputs}}, §Span<float> outputs, Tape tape, §Span<State> states = default)
            {
                §ArgumentNullException.ThrowIfNull(tape);
                CheckSequence({{inputs}}, outputs, tape.BatchSize, nameof(tape));
                §Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : tape.BatchSize, nameof(states));
                tape.Clear();
                {{(input == InputForm.Vector ? "inputs.CopyTo(tape.Inputs.Span);" : "tokens.CopyTo(tape.Tokens);")}}
                ForwardThroughLayers(tape, states, {{content}});
                ForwardOutputs(tape, outputs{{(plan.Stages.Count == 0 ? $", {content}" : "")}});
                tape.Record({{content}}, this);
            }

            """);
        SequenceCheckEmitter.Emit(writer, plan, input);
    }

    private static void EmitThroughLayers(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        using (writer.Braces("¤private void ForwardThroughLayers(Tape tape, §Span<State> states, §TapeContent content)"))
        {
            if (plan.Spec.LearnsInitialState)
            {
                writer.Write("tape.StartsFromInitialState = states.IsEmpty || tape.StartsSequences;");
            }

            InputDropoutEmitter.Emit(writer, places);
            bool hasInitial = false;
            foreach (LayerPlan layer in plan.Layers.Where(layer => !layer.IsBehind))
            {
                if (layer is not RecurrentPlan recurrent)
                {
                    writer.Write($"Forward{layer.Name}(tape, content);");
                    EmitDropout(layer);
                    continue;
                }

                if (!hasInitial)
                {
                    writer.Write("§Span<float> initial = §MemoryMarshal.Cast<State, float>(states);");
                    hasInitial = true;
                }

                foreach (DirectionPlan direction in recurrent.Directions)
                {
                    StateText.EmitStart(writer, plan, direction);
                    writer.Write($"Forward{direction.Name}(tape, content);");
                }

                if (recurrent.IsBidirectional)
                {
                    writer.Write(StateText.Join(recurrent));
                }

                EmitDropout(layer);
            }

            if (plan.Stages.Count == 0)
            {
                return;
            }

            writer.BlankLine();
            using (writer.Braces("if (!states.IsEmpty)"))
            {
                foreach (DirectionPlan direction in plan.Directions)
                {
                    StateText.EmitEnd(writer, direction);
                }
            }
        }

        void EmitDropout(LayerPlan layer)
        {
            if (places.Drop(layer) is string drop)
            {
                writer.Write(drop);
            }
        }
    }

    private static void EmitLayer(SourceWriter writer, TrainingPlaces places, LayerPlan layer)
    {
        if (layer is RecurrentPlan)
        {
            LayerEmitter.Of(layer).EmitForward(writer, places);
            return;
        }

        writer.BlankLine();
        using (writer.Braces($"¤private void Forward{layer.Name}(Tape tape, §TapeContent content)"))
        {
            LayerEmitter.Of(layer).EmitForward(writer, places);
        }
    }

    private static void EmitOutputs(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        bool everyStep = plan.Spec.HasOutputAtEveryStep;
        using (writer.Braces(
            $"¤private void ForwardOutputs(Tape tape, §Span<float> outputs{(plan.Stages.Count == 0 ? ", §TapeContent content" : "")})"))
        {
            writer.Write($"int rows = {(everyStep ? "SequenceLength * tape.BatchSize" : "tape.BatchSize")};");
            if (plan.ClassLayer is not null)
            {
                writer.Write("ForwardBehind(tape);");
            }

            foreach (LayerPlan layer in plan.Behind.Where(layer => plan.ClassLayer is null || layer.IsLast))
            {
                writer.BlankLine();
                LayerEmitter.Of(layer).EmitForward(writer, places);
            }

            writer.Write($"§MatrixOperations.Copy({places.OutputValues}, new §Matrix(outputs, rows, OutputSize));");
            if (plan.Spec.Residual)
            {
                string inputs = everyStep ? "tape.InputRows" : "tape.InputRows.RowRange((SequenceLength - 1) * tape.BatchSize, rows)";
                writer.Write(
                    $"""

                    // o += {InputText.Residual(plan.Spec)}
                    §MatrixOperations.Add({inputs}.Slice(0, OutputSize), new §Matrix(outputs, rows, OutputSize));
                    """);
            }
        }
    }

    /// <summary>The layers between the last recurrent one and the one that gives classes.</summary>
    private static void EmitBehind(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        writer.BlankLine();
        using (writer.Braces("¤private void ForwardBehind(Tape tape)"))
        {
            if (!plan.Spec.HasOutputAtEveryStep)
            {
                writer.Write("int rows = tape.BatchSize;");
            }

            foreach (LayerPlan layer in plan.Behind.Where(layer => !layer.IsLast))
            {
                writer.BlankLine();
                LayerEmitter.Of(layer).EmitForward(writer, places);
            }
        }
    }
}
