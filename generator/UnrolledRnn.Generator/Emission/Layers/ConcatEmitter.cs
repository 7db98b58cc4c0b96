using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a concatenation, y = [x; s].</summary>
internal sealed class ConcatEmitter(ConcatPlan layer) : FeedForwardEmitter(layer)
{
    public override string Shape => $"new §ConcatLayerShape({layer.InputSize}, {layer.OutputSize}, {layer.From + 1})";

    public override string Size => Expressions.Number(layer.OutputSize);

    protected override string Title => "Concatenation";

    public override IEnumerable<string> Equations(KernelPlan plan)
    {
        string symbol = $"{TrainingText.Symbol(plan, layer)}_t";
        yield return $"{(layer.IsLast ? "o_t =" : $"{symbol} ←")} [{TrainingText.InputSymbol(plan, layer)}_t; {Joined}]";
    }

    public override void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol) =>
        Emit(scope.Writer, input, joined!, output, symbol);

    public override void EmitForward(SourceWriter writer, TrainingPlaces places) => writer.Write(
        $"""
        // [{places.SymbolOf(layer)}; {Joined}], of all rows
        §MatrixOperations.Copy({places.InputOf(layer)}, tape.{layer.Name}.Values.Slice(0, {layer.InputSize}));
        §MatrixOperations.Copy({places.ValuesOf(layer.From, layer)}, tape.{layer.Name}.PaddedValues.Slice({layer.InputSize}, {layer.Name}.Stride - {layer.InputSize}));
        """);

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places)
    {
        foreach (string line in places.Clear(layer.Index))
        {
            writer.Write(line);
        }

        writer.Write(
            $"§MatrixOperations.Add(tape.{layer.Name}.Gradients.Slice(0, {layer.InputSize}), {places.InputGradientsOf(layer)}.Slice(0, {layer.InputSize}));");
        if (places.GradientsOf(layer.From, layer) is string joined)
        {
            writer.Write(
                $"§MatrixOperations.Add(tape.{layer.Name}.Gradients.Slice({layer.InputSize}, {layer.FromSize}), {joined}.Slice(0, {layer.FromSize}));");
        }
    }

    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) =>
        ([], [$"§MatrixOperations.Add({TrainingText.RowsAt(layer, "Gradients", plan)}.Slice({layer.InputSize}, {layer.FromSize}), padded.Slice(0, {layer.FromSize}));"]);

    private string Joined => LayerText(layer.From);

    private void Emit(SourceWriter writer, LayerInput input, LayerInput joined, string output, string symbol) => writer.Write(
        $"""
        // {symbol} = [{input.Symbol}; {joined.Symbol}]
        §MemoryMarshal.CreateSpan(ref {Expressions.Element(input.Reference, input.Start)}, {layer.InputSize}).CopyTo(§MemoryMarshal.CreateSpan(ref {output}, {layer.InputSize}));
        §MemoryMarshal.CreateSpan(ref {Expressions.Element(joined.Reference, joined.Start)}, {layer.FromSize}).CopyTo(§MemoryMarshal.CreateSpan(ref {Expressions.Element(output, layer.InputSize)}, {layer.FromSize}));
        """);
}
