using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a dense layer, y = f(W x + b).</summary>
internal sealed class DenseEmitter(DensePlan layer) : FeedForwardEmitter(layer)
{
    public override string Shape
    {
        get
        {
            List<string> options = [];
            if (layer.Bias is null)
            {
                options.Add("Bias = false");
            }

            if (layer.IsTied)
            {
                options.Add("IsTied = true");
            }

            string shape = $"new §DenseLayerShape({layer.InputSize}, {layer.OutputSize}, §LayerActivation.{layer.Activation})";
            return options.Count == 0 ? shape : $"{shape} {{ {string.Join(", ", options)} }}";
        }
    }

    public override string Size => Expressions.Number(layer.OutputSize);

    protected override string Title => "Dense";

    public override IEnumerable<string> Equations(KernelPlan plan)
    {
        string values = $"{TrainingText.Symbol(plan, layer)}_t";
        yield return $"{(layer.IsLast ? "o_t =" : $"{values} ←")} {DenseSymbols.Equation(layer, $"{TrainingText.InputSymbol(plan, layer)}_t")}";
    }

    public override void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol) =>
        new DenseStepEmitter(scope.Writer, layer, scope.Width, scope.Activations).Emit(input, output, symbol);

    public override void EmitForward(SourceWriter writer, TrainingPlaces places) => DenseTraining.EmitForward(writer, places, layer);

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places) => DenseTraining.EmitBackward(writer, places, layer);

    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) =>
    (
        [$"§Matrix weights{layer.Name} = new({layer.Weight}, InputSize, {layer.Name}.OutputSize, {layer.Name}.Stride);"],
        [$"§MatrixProduct.AccumulateByTransposed({RowsAt("Gradients", plan)}, weights{layer.Name}, padded, tape);"]
    );

    /// <summary>The rows of step t, as an expression; a layer that only runs at the last step has no others.</summary>
    private string RowsAt(string matrix, KernelPlan plan) => TrainingText.RowsAt(layer, matrix, plan);
}
