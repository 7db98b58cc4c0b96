using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a function of the values of the layer above.</summary>
internal sealed class ActivationEmitter(ActivationPlan layer) : FeedForwardEmitter(layer)
{
    public override string Shape => $"new §ActivationLayerShape({layer.InputSize}, §LayerActivation.{layer.Activation})";

    public override string? Size => null;

    protected override string Title => layer.Activation.Name;

    public override IEnumerable<string> Equations(KernelPlan plan)
    {
        string values = $"{TrainingText.Symbol(plan, layer)}_t";
        yield return $"{(layer.IsLast ? "o_t =" : $"{values} ←")} {layer.Activation.Of($"{TrainingText.InputSymbol(plan, layer)}_t")}";
    }

    public override void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol) =>
        Emit(scope.Writer, scope.Activations, input, output, symbol);

    public override void EmitForward(SourceWriter writer, TrainingPlaces places)
    {
        writer.Write(
            $"// {layer.Activation.Of(places.SymbolOf(layer))}, of all rows\n§MatrixOperations.Copy({places.InputOf(layer)}, tape.{layer.Name}.PaddedValues);");
        TrainingText.EmitActivation(writer, layer, layer.Activation);
    }

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places)
    {
        TrainingText.EmitActivationBackward(writer, layer, layer.Activation);
        if (places.InputGradientsOf(layer) is string below)
        {
            foreach (string line in places.Clear(layer.Index))
            {
                writer.Write(line);
            }

            writer.Write($"§MatrixOperations.Add(tape.{layer.Name}.PaddedGradients, {below});");
        }
    }

    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) =>
        ([], [$"§MatrixOperations.Add({TrainingText.RowsAt(layer, "PaddedGradients", plan)}, padded);"]);

    private void Emit(SourceWriter writer, string activations, LayerInput input, string output, string symbol)
    {
        string values = $"§MemoryMarshal.CreateSpan(ref {output}, {layer.Name}.OutputSize)";
        writer.Write(
            $"""
            // {symbol} = {layer.Activation.Of(input.Symbol)}
            §MemoryMarshal.CreateSpan(ref {Expressions.Element(input.Reference, input.Start)}, {layer.Name}.OutputSize).CopyTo({values});
            """);
        if (ActivationText.InPlace(activations, layer.Activation, values) is string statement)
        {
            writer.Write(statement);
        }
    }
}
