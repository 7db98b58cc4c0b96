using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the pass of one sequence for one vector width, as the plan goes through its time steps: written out, in rounds of unrolled
/// steps, with layers that overlap, in blocks, or as calls of the single step.
/// </summary>
internal sealed class ForwardKernelEmitter(KernelPlan plan, InputForm input)
{
    private readonly string _inputs = InputText.SequenceName(input);

    private readonly BlockPlan? _blocks = plan.BlocksOf(input);

    private NetworkSpec Spec => plan.Spec;

    /// <summary>Prints the kernel of a width, with the methods that it calls in blocks.</summary>
    public void Emit(SourceWriter writer, VectorWidth width, string parameters)
    {
        VectorText vector = new VectorText(width);
        string weights = WeightText.Parameters(Spec.RecurrentWeights);
        bool servesStep = plan.StepIsStartOfPass(width, input);
        string types = KernelTypes.Parameters(input, servesStep);
        EmitComments(writer, width);
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces($"¤private static void Forward{vector.Suffix}{types}({weights}, {parameters})"))
        {
            if (_blocks is not null && width.WritesPasses)
            {
                new BlockEmitter(writer, plan, width, input).EmitBlocks(_inputs);
                EmitLoopOverSteps(
                    writer, vector, WeightText.Arguments(Spec.RecurrentWeights), Spec.SequenceLength - _blocks.RemainderSteps);
            }
            else if (!width.WritesPasses || plan.PassCallsSteps)
            {
                EmitLoopOverSteps(writer, vector, WeightText.Arguments(Spec.RecurrentWeights), plan.FirstStepOfPass);
            }
            else
            {
                new UnrolledStepsEmitter(plan, input, servesStep).Emit(writer, StepKernelEmitter.Step(writer, plan, width, input));
            }
        }

        if (_blocks is not null && width.WritesPasses)
        {
            new BlockEmitter(writer, plan, width, input).EmitMethods();
        }
    }

    private void EmitComments(SourceWriter writer, VectorWidth width)
    {
        bool isUnrolled = _blocks is null && !plan.PassCallsSteps && width.WritesPasses;
        string way = _blocks is not null && width.WritesPasses ? Blocks(_blocks)
            : !isUnrolled ? "in calls of the single step"
            : plan.Unroll.IsStraightLine ? "its time steps written out"
            : plan.Unroll.StepsPerRound == 1 ? "in a loop over its time steps"
            : $"in a loop of which each round is {plan.Unroll.StepsPerRound} time steps";
        writer.Comment($"One sequence with vectors of {width}, {way}.");
        if (input == InputForm.Either)
        {
            writer.Comment(KernelTypes.OfInput);
        }

        if (plan.StepIsStartOfPass(width, input))
        {
            writer.Comment(KernelTypes.OfSteps);
        }

        if (isUnrolled && plan.StepIsOneMethod)
        {
            StepComments.Emit(writer, plan, width, input, isInLoop: !plan.Unroll.IsStraightLine && !plan.Unroll.LayersOverlap);
        }
    }

    /// <summary>
    /// A loop over calls of the single step: all there is where a step is more than one method or the width is not fixed, and
    /// what remains behind blocks.
    /// </summary>
    private void EmitLoopOverSteps(SourceWriter writer, VectorText vector, string weights, int firstStep = 0)
    {
        if (firstStep == Spec.SequenceLength)
        {
            return;
        }

        EarlierOutput.Emit(writer, plan);
        using (writer.Braces($"for (int t = {firstStep}; t < {Spec.SequenceLength}; t++)"))
        {
            StepReferences.Emit(writer, plan, input, new TimeStep("t"), withOutput: false);
            writer.Write($"ref float o = ref {EarlierOutput.At(plan, "§Unsafe.Add(ref outputs, t * outputStride)", "outputs")};");
            writer.Write($"Step{vector.Suffix}{KernelTypes.Arguments(input, input)}({weights}, {InputText.StepArgument(input)}, ref state, ref o);");
        }
    }

    private string Blocks(BlockPlan blocks)
    {
        string order = plan.Stages.Count == 1 ? "" : ", layer after layer in each";
        string remainder = blocks.RemainderSteps == 0 ? "" : "; those behind the last in calls of the single step";
        return $"in blocks of {blocks.Steps} time steps{order}{remainder}";
    }
}
