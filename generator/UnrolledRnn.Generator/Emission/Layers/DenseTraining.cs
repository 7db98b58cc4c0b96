using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>The recorded passes through a dense layer: one product for all of its rows.</summary>
internal static class DenseTraining
{
    public static void EmitForward(SourceWriter writer, TrainingPlaces places, DensePlan layer)
    {
        string values = $"tape.{layer.Name}.PaddedValues";
        string weights = $"new §Matrix({layer.Weight}, {layer.Name}.InputSize, {layer.Name}.Stride)";
        string product = TrainingText.InOneProduct(places.Plan, layer, DenseSymbols.Weight(layer));
        writer.Write($"// {Symbol(layer)} = {DenseSymbols.Equation(layer, places.SymbolOf(layer))}, for all rows{product}");
        if (layer.Form == OutputForm.Rows)
        {
            weights = $"new §Matrix({layer.Weight}, {layer.Name}.OutputSize, {layer.Name}.InputSize, {layer.Name}.InputStride)";
        }

        TrainingText.EmitProduct(writer, places, layer, weights, layer.Bias, values, isTransposed: layer.Form == OutputForm.Rows);
        TrainingText.EmitActivation(writer, layer, layer.Activation);
    }

    public static void EmitBackward(SourceWriter writer, TrainingPlaces places, DensePlan layer)
    {
        string name = layer.Name;
        TrainingText.EmitActivationBackward(writer, layer, layer.Activation);
        string inputs = places.InputOf(layer);
        writer.BlankLine();
        if (layer.Bias is not null)
        {
            writer.Write(
                $"""
                // ∂L/∂{DenseSymbols.Bias(layer)} and ∂L/∂{DenseSymbols.Weight(layer)}{Title(layer)}
                §MatrixOperations.AccumulateRows(tape.{name}.PaddedGradients, gradients.{layer.Bias});
                """);
        }
        else
        {
            writer.Write($"// ∂L/∂{DenseSymbols.Weight(layer)}{Title(layer)}");
        }

        if (layer.Form == OutputForm.Columns)
        {
            TrainingText.EmitWeightGradients(
                writer, places, layer, $"tape.{name}.PaddedGradients",
                $"new §Matrix(gradients.{layer.Weight}, {name}.InputSize, {name}.Stride)");
        }
        else
        {
            writer.Write(
                $"""
                §Matrix weightGradients{name} = new(gradients.{layer.Weight}, {name}.OutputSize, {name}.InputStride);
                §MatrixProduct.AccumulateTransposed(tape.{name}.Gradients, {inputs}.WithPadding(), weightGradients{name}, tape);
                §MatrixOperations.ClearColumns(weightGradients{name}, from: {name}.InputSize);
                """);
        }

        if (places.InputGradientsOf(layer) is not string below)
        {
            return;
        }

        foreach (string line in places.Clear(layer.Index))
        {
            writer.Write(line);
        }

        string input = places.SymbolOf(layer);
        string product = layer.Form == OutputForm.Columns
            ? $"AccumulateByTransposed(tape.{name}.Gradients, new §Matrix({layer.Weight}, {name}.InputSize, {name}.OutputSize, {name}.Stride), {below}, tape)"
            : $"Accumulate(tape.{name}.Gradients, new §Matrix({layer.Weight}, {name}.OutputSize, {name}.InputStride), {below}, tape)";
        writer.Write(
            $"""

            // ∂L/∂{input} += {DenseSymbols.Weight(layer)}ᵀ ∂L/∂({DenseSymbols.Sum(layer, input)})
            §MatrixProduct.{product};
            """);
    }

    private static string Symbol(DensePlan layer) => layer.IsLast ? "o" : layer.IsBehind ? "y" : "x'";

    private static string Title(DensePlan layer) => layer.IsLast ? "" : $" of {layer.Name}";
}
