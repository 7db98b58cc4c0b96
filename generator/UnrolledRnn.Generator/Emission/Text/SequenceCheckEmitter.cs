using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>The check of the lengths that every pass over sequences begins with.</summary>
internal static class SequenceCheckEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        string inputs = InputText.SequenceName(input);
        bool everyStep = plan.Spec.HasOutputAtEveryStep;
        writer.Write(
            $$"""
            ¤private static void CheckSequence({{InputText.SpanType(input)}} {{inputs}}, §ReadOnlySpan<float> outputs, int batchSize, string batchName)
            {
                §BatchCheck.Lengths(
                    {{inputs}}.Length, outputs.Length, batchSize, SequenceLength{{(InputText.ElementsPerStep(input, plan.Spec) == 1 ? "" : " * InputSize")}}, {{(everyStep ? "SequenceLength * " : "")}}OutputSize,
                    {{ShapeText.Inputs(plan.Spec, input)}}, {{ShapeText.Outputs(plan.Spec)}}, nameof({{inputs}}), batchName);{{(input == InputForm.Token ? "\n    §Throw.IfTokenOutOfRange(tokens, InputSize, nameof(tokens));" : "")}}
            }

            """);
    }
}
