using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints the time steps of a pass as code of their own: written out, in rounds of a loop, or with layers that overlap.</summary>
/// <param name="plan">The plan.</param>
/// <param name="input">What a time step reads.</param>
/// <param name="servesStep">Whether the method is the single step too, which ends after the first of them.</param>
internal sealed class UnrolledStepsEmitter(KernelPlan plan, InputForm input, bool servesStep = false)
{
    private readonly string _inputs = InputText.SequenceName(input);

    private NetworkSpec Spec => plan.Spec;

    private bool EveryStep => Spec.HasOutputAtEveryStep;

    private StepOutput Output => EveryStep ? StepOutput.Always : StepOutput.None;

    /// <summary>Prints the steps.</summary>
    public void Emit(SourceWriter writer, IStepEmitter step)
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
                EmitReferences(writer, new TimeStep(null, unroll.SequenceLength - 1), withOutput: true, withInput: Spec.Residual);
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
        int last = plan.Stages.Count - 1;
        if (plan.Unroll.IsStraightLine)
        {
            for (int s = 0; s < length + last; s++)
            {
                for (int layer = Math.Min(last, s); layer >= Math.Max(0, s - length + 1); layer--)
                {
                    EmitLayer(writer, step, layer, new TimeStep(null, s - layer));
                }
            }

            return;
        }

        writer.Write("// Each layer is one time step behind the one below it, so that none waits for another.");
        using (writer.Braces($"for (int s = 0; s < {length + last}; s++)"))
        {
            if (servesStep)
            {
                writer.Write("// a single step goes through the layers in their order");
                EmitJump(writer, $"goto {plan.Stages[0].Recurrent.Name};");
                writer.BlankLine();
            }

            for (int layer = last; layer >= 0; layer--)
            {
                EmitLayerInLoop(writer, step, layer);
            }
        }
    }

    /// <summary>
    /// A layer in the loop, which it enters later and leaves later than those below it. A single step comes to it from the one below, and
    /// goes on to the one above.
    /// </summary>
    private void EmitLayerInLoop(SourceWriter writer, IStepEmitter step, int layer)
    {
        int last = plan.Stages.Count - 1;
        List<string> conditions = [];
        if (layer > 0)
        {
            conditions.Add($"s >= {layer}");
        }

        if (layer < last)
        {
            conditions.Add($"s < {plan.Unroll.SequenceLength + layer}");
        }

        string condition = string.Join(" && ", conditions);
        if (servesStep)
        {
            writer.Write($"{plan.Stages[layer].Recurrent.Name}:");
            condition = $"{KernelTypes.IsOneStep} || {(conditions.Count > 1 ? $"({condition})" : condition)}";
        }

        using (writer.Braces($"if ({condition})"))
        {
            EmitLayer(writer, step, layer, new TimeStep("s", -layer));
        }

        if (servesStep)
        {
            writer.BlankLine();
            EmitJump(writer, layer == last ? "break;" : $"goto {plan.Stages[layer + 1].Recurrent.Name};");
        }

        if (layer > 0)
        {
            writer.BlankLine();
        }
    }

    private static void EmitJump(SourceWriter writer, string jump)
    {
        using (writer.Braces($"if ({KernelTypes.IsOneStep})"))
        {
            writer.Write(jump);
        }
    }

    private void EmitLayer(SourceWriter writer, IStepEmitter step, int layer, TimeStep time)
    {
        bool isLast = layer == plan.Stages.Count - 1;
        writer.Write($"// {plan.Stages[layer].Recurrent.Name}, time step {time}");
        using (writer.Braces())
        {
            EmitReferences(
                writer, time, withOutput: isLast && EveryStep, withInput: layer == 0 || (isLast && EveryStep && Spec.Residual));
            step.EmitStage(layer, Output);
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
                EmitSteps(writer, step, unroll.StepsPerRound, "t", 0);
            }
        }

        int remaining = unroll.SequenceLength - looped;
        if (remaining > 0)
        {
            EmitSteps(writer, step, remaining, null, looped);
        }
    }

    private void EmitSteps(SourceWriter writer, IStepEmitter step, int count, string? variable, int first)
    {
        for (int i = 0; i < count; i++)
        {
            var time = new TimeStep(variable, first + i);
            writer.Write($"// time step {time}");
            using (writer.Braces())
            {
                EmitReferences(writer, time, EveryStep);
                EmitStep(writer, step, i == 0 ? variable : null, mayBeLast: servesStep && i == 0 && (variable is not null || first == 0));
            }

            if (i < count - 1)
            {
                writer.BlankLine();
            }
        }
    }

    private void EmitStep(SourceWriter writer, IStepEmitter step, string? time, bool mayBeLast)
    {
        step.EmitStep(mayBeLast && !EveryStep ? StepOutput.OfOneStep : Output, time);
        if (mayBeLast && EveryStep)
        {
            writer.BlankLine();
            using (writer.Braces($"if ({KernelTypes.IsOneStep})"))
            {
                step.EmitEnd();
                writer.Write("return;");
            }
        }
    }

    /// <summary>What step t reads and writes, under the names that a step uses.</summary>
    public void EmitReferences(SourceWriter writer, TimeStep time, bool withOutput, bool withInput = true)
    {
        string inputs = Expressions.Element(_inputs, time.Times("inputStride"));
        if (withInput)
        {
            writer.Write(input == InputForm.Token ? $"int token = {inputs};" : $"{InputText.StepParameter(input)} = ref {inputs};");
        }

        if (withOutput)
        {
            string outputs = Expressions.Element("outputs", EveryStep ? time.Times("outputStride") : "0");
            writer.Write($"ref float o = ref {outputs};");
        }
    }
}
