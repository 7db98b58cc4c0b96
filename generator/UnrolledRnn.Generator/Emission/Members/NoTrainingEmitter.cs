using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The part of the contract that is training, for code that only runs: it says so.</summary>
internal static class NoTrainingEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan, string name)
    {
        string contract = $"global::UnrolledRnn.ISequenceNetwork<{name}>";
        Refuse(writer, $"static §TrainingTape {contract}.CreateTape(int batchSize)");
        Refuse(writer, $"static §ParameterGradients {contract}.CreateGradients()");
        Refuse(
            writer,
            $"void {contract}.Forward(§ReadOnlySpan<float> inputs, §Span<float> outputs, §TrainingTape tape, §Span<float> states)");
        if (plan.Spec.TakesTokens)
        {
            Refuse(
                writer,
                $"void global::UnrolledRnn.ITokenSequenceNetwork<{name}>.Forward(§ReadOnlySpan<int> tokens, §Span<float> outputs, §TrainingTape tape, §Span<float> states)");
        }

        Refuse(
            writer,
            $"void {contract}.Backward(§ReadOnlySpan<float> outputGradients, §TrainingTape tape, §ParameterGradients gradients, §Span<float> inputGradients, §Span<float> initialStateGradients, §ReadOnlySpan<float> finalStateGradients)");
    }

    private static void Refuse(SourceWriter writer, string head)
    {
        writer.Write($"¤{head} =>");
        writer.Write("    throw new global::System.NotSupportedException(\"This network was compiled to run, not to be trained.\");");
        writer.BlankLine();
    }
}
