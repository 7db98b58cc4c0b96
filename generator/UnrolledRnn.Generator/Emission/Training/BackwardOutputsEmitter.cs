using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The backward pass through the dense layers, down to ∂L/∂h.</summary>
internal static class BackwardOutputsEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        bool everyStep = plan.Spec.Outputs == OutputSteps.EveryStep;
        int last = TrainingInputs.LastLayer(plan);
        string lastRows = "((SequenceLength - 1) * tape.BatchSize, rows)";
        using (writer.Braces("private void BackwardOutputs(ReadOnlySpan<float> outputGradients, Tape tape, Gradients gradients)"))
        {
            writer.Write(
                $"""
                int rows = outputGradients.Length / OutputSize;
                Matrix hidden = {TrainingInputs.HiddenOf(plan, last)}{(everyStep ? "" : $".RowRange{lastRows}")};
                Matrix hiddenGradients = {TrainingInputs.HiddenGradientsOf(plan, last)}{(everyStep ? "" : $".RowRange{lastRows}")};
                """);
            if (TrainingInputs.IsJoined(plan, last))
            {
                writer.Write($"tape.Joined{last}.GradientSpan.Clear();");
            }

            writer.Write(
                $"""

                // {(plan.Output.Activation == OutputFunction.Identity ? "∂L/∂o" : "∂L/∂o, then ∂L/∂(W_ho h + b_o) in its place")}
                MatrixOperations.CopyRows(outputGradients, tape.Output.Gradients);
                """);
            for (int i = plan.Dense.Count - 1; i >= 0; i--)
            {
                EmitDense(writer, plan, i);
            }
        }
    }

    private static void EmitDense(SourceWriter writer, KernelPlan plan, int index)
    {
        DensePlan layer = plan.Dense[index];
        string name = layer.Name;
        EmitActivation(writer, layer);
        string inputs = TrainingInputs.OfDense(plan, index);
        string below = index > 0 ? $"tape.{plan.Dense[index - 1].Name}.PaddedGradients" : "hiddenGradients";
        writer.Write(
            $"""

            // ∂L/∂b and ∂L/∂W of {(layer == plan.Output ? "the output" : $"dense layer {index}")}
            MatrixOperations.AccumulateRows(tape.{name}.PaddedGradients, gradients.{layer.Bias});
            """);
        if (layer.Form == OutputForm.Columns)
        {
            writer.Write(
                $"""
                MatrixProduct.AccumulateTransposed({inputs}, tape.{name}.PaddedGradients, new Matrix(gradients.{layer.Weight}, {name}.InputSize, {name}.Stride));
                Matrix weights{name} = new(tape.{name}WeightTransposed.Span, {name}.OutputSize, {name}.InputStride);
                MatrixOperations.Transpose(new Matrix({layer.Weight}, {name}.InputSize, {name}.OutputSize, {name}.Stride), weights{name}.Slice(0, {name}.InputSize));
                """);
        }
        else
        {
            writer.Write(
                $"""
                Matrix weightGradients{name} = new(gradients.{layer.Weight}, {name}.OutputSize, {name}.InputStride);
                MatrixProduct.AccumulateTransposed(tape.{name}.Gradients, {inputs}.WithPadding(), weightGradients{name});
                MatrixOperations.ClearColumns(weightGradients{name}, from: {name}.InputSize);
                Matrix weights{name} = new({layer.Weight}, {name}.OutputSize, {name}.InputStride);
                """);
        }

        if (index > 0)
        {
            writer.Write($"tape.{plan.Dense[index - 1].Name}.GradientSpan.Clear();");
        }

        writer.Write(
            $"""

            // ∂L/∂{(index > 0 ? "y" : "h")} += Wᵀ ∂L/∂(W {(index > 0 ? "y" : "h")} + b)
            MatrixProduct.Accumulate(tape.{name}.Gradients, weights{name}, {below});
            """);
    }

    private static void EmitActivation(SourceWriter writer, DensePlan layer)
    {
        switch (layer.Activation)
        {
            case OutputFunction.Identity:
                break;
            case OutputFunction.Softmax:
                using (writer.Braces("for (int row = 0; row < rows; row++)"))
                {
                    writer.Write($"Softmax.Backward(tape.{layer.Name}.Values.Row(row), tape.{layer.Name}.Gradients.Row(row));");
                }

                break;
            default:
                writer.Write($"ActivationBackward.{layer.Activation}(tape.{layer.Name}.Span, tape.{layer.Name}.GradientSpan);");
                break;
        }
    }
}
