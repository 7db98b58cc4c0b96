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
            new OverlappingLayersEmitter(plan, input, servesStep).Emit(writer, step);
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
                var last = new TimeStep(null, unroll.SequenceLength - 1);
                StepReferences.Emit(writer, plan, input, last, withOutput: true, withInput: Spec.Residual);
                step.EmitOutputOfState();
            }
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
                StepReferences.Emit(writer, plan, input, time, EveryStep);
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
}
