using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The end of back-propagation: the gradient by the inputs, from the layers that read them.</summary>
internal static class InputGradientsEmitter
{
    public static void Emit(SourceWriter writer, TrainingPlaces places)
    {
        KernelPlan plan = places.Plan;
        using (writer.Braces("¤private void BackwardInputs(Tape tape, §Span<float> inputGradients)"))
        {
            List<string> steps = [];
            foreach (int reader in plan.InputReaders)
            {
                (IEnumerable<string> before, IEnumerable<string> step) = LayerEmitter.Of(plan.Layers[reader]).InputGradients(plan);
                foreach (string line in before)
                {
                    writer.Write(line);
                }

                // A layer that only runs at the last step passes nothing to others.
                bool isLastOnly = plan.Layers[reader].IsBehind && !plan.Spec.HasOutputAtEveryStep;
                steps.AddRange(isLastOnly ? step.Select(line => $"if (t == SequenceLength - 1)\n{{\n    {line}\n}}\n") : step);
            }

            if (steps.Count > 0)
            {
                writer.Write("\nint batchSize = tape.BatchSize;");
                using (writer.Braces("for (int t = 0; t < SequenceLength; t++)"))
                {
                    writer.Write("§Matrix padded = tape.InputGradientRows.RowRange(t * batchSize, batchSize);");
                    foreach (string line in steps)
                    {
                        writer.Write(line);
                    }
                }
            }

            if (places.DropoutAt(-1) is string dropout)
            {
                writer.Write($"tape.DroppedInputs.Backward(tape, §DropoutPlace.{dropout}, layer: 0, tape.InputGradientRows);");
            }

            writer.Write(
                $"""

                // ∂L/∂x_t{InputGradient(plan)}
                §MatrixOperations.Copy(tape.InputGradientRows.Slice(0, InputSize), new §Matrix(inputGradients, SequenceLength * tape.BatchSize, InputSize));
                """);
        }
    }

    /// <summary>What the gradient by the inputs is, where one layer reads them; else it is the sum of what several give.</summary>
    private static string InputGradient(KernelPlan plan) => plan.InputReaders.Count > 1 ? "" : plan.Layers[plan.InputReaders[0]] switch
    {
        RecurrentPlan { IsBidirectional: true } => " = Σ W_ihᵀ ∂L/∂a_t over both directions",
        RecurrentPlan => " = W_ihᵀ ∂L/∂a_t",
        DensePlan dense => $" = {DenseSymbols.Weight(dense)}ᵀ ∂L/∂({DenseSymbols.Sum(dense, "x_t")})",
        EmbeddingPlan => " = E ∂L/∂x'_t",
        _ => "",
    };
}
