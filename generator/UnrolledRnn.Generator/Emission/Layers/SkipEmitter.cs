using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a skip connection, y = x + gain · s.</summary>
internal sealed class SkipEmitter(SkipPlan layer) : FeedForwardEmitter(layer)
{
    public override string Shape => $"new §SkipLayerShape({layer.InputSize}, {layer.From + 1}, {Gain})";

    public override string? Size => null;

    protected override string Title => "Skip";

    public override IEnumerable<string> Equations(KernelPlan plan)
    {
        string symbol = $"{TrainingText.Symbol(plan, layer)}_t";
        yield return $"{(layer.IsLast ? "o_t =" : $"{symbol} ←")} {TrainingText.InputSymbol(plan, layer)}_t + {Times(Joined)}";
    }

    public override void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol) =>
        Emit(scope.Writer, input, joined!, output, symbol);

    public override void EmitForward(SourceWriter writer, TrainingPlaces places) => writer.Write(
        $"""
        // {places.SymbolOf(layer)} + {Times(Joined)}, of all rows
        §MatrixOperations.Copy({places.InputOf(layer)}, tape.{layer.Name}.PaddedValues);
        §MatrixOperations.AddScaled({Gain}, {places.ValuesOf(layer.From, layer)}, tape.{layer.Name}.Values);
        """);

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places)
    {
        foreach (string line in places.Clear(layer.Index))
        {
            writer.Write(line);
        }

        writer.Write($"§MatrixOperations.Add(tape.{layer.Name}.PaddedGradients, {places.InputGradientsOf(layer)});");
        if (places.GradientsOf(layer.From, layer) is string joined)
        {
            writer.Write($"§MatrixOperations.AddScaled({Gain}, tape.{layer.Name}.PaddedGradients, {joined});");
        }
    }

    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) =>
        ([], [$"§MatrixOperations.AddScaled({Gain}, {TrainingText.RowsAt(layer, "PaddedGradients", plan)}, padded);"]);

    /// <summary>A multiple of what is joined, as equations write it.</summary>
    private string Times(string values) => layer.Gain == 1 ? values : $"{Expressions.Decimal(layer.Gain)} · {values}";

    private string Joined => LayerText(layer.From);

    private string Gain => Expressions.Float(layer.Gain);

    private void Emit(SourceWriter writer, LayerInput input, LayerInput joined, string output, string symbol)
    {
        writer.Write($"// {symbol} = {input.Symbol} + {Times(joined.Symbol)}");
        using (writer.Braces($"for (int i = 0; i < {layer.Name}.OutputSize; i++)"))
        {
            string value = Expressions.Element(input.Reference, Index(input));
            string other = Expressions.Element(joined.Reference, Index(joined));
            writer.Write($"§Unsafe.Add(ref {output}, i) = {value} + ({Gain} * {other});");
        }
    }

    private static string Index(LayerInput input) => input.Start == "0" ? "i" : $"{input.Start} + i";
}
