using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the time steps of a stack, each layer one time step behind the one below it, the last layer first: what they compute next to each
/// other does not depend on each other, and h of the layer below is still that of the step before.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="input">What a time step reads.</param>
/// <param name="servesStep">Whether the method is the single step too, which goes through the layers once.</param>
internal sealed class OverlappingLayersEmitter(KernelPlan plan, InputForm input, bool servesStep)
{
    private bool EveryStep => plan.Spec.HasOutputAtEveryStep;

    /// <summary>Prints the steps.</summary>
    public void Emit(SourceWriter writer, IStepEmitter step)
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
            StepReferences.Emit(
                writer, plan, input, time,
                withOutput: isLast && EveryStep,
                withInput: layer == 0 || (isLast && EveryStep && plan.Spec.Residual));
            step.EmitStage(layer, EveryStep ? StepOutput.Always : StepOutput.None);
        }
    }
}
