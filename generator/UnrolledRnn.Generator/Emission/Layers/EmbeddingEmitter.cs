using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints an embedding: the row of a token, or the product of a vector with the table.</summary>
internal sealed class EmbeddingEmitter(EmbeddingPlan layer) : FeedForwardEmitter(layer)
{
    public override string Shape => $"new §EmbeddingLayerShape({layer.InputSize}, {layer.OutputSize})";

    public override string Size => Expressions.Number(layer.OutputSize);

    protected override string Title => "Embedding";

    public override IEnumerable<string> Equations(KernelPlan plan) => ["x_t ← row x_t of E"];

    public override void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol)
    {
        if (input.Token is not string token)
        {
            new DenseStepEmitter(scope.Writer, layer.Product, scope.Width, scope.Activations).Emit(input, output, symbol);
            return;
        }

        EmitRow(scope.Writer, token, output);
    }

    /// <summary>The row of a token: where it lies, or copied to the outputs.</summary>
    public void EmitRow(SourceWriter writer, string token, string output)
    {
        string row = $"ref §Unsafe.Add(ref weights, Offset.{EmbeddingPlan.Weight} + ({token} * {layer.Name}.Stride))";
        writer.Write("// the row of E for the token");
        writer.Write(layer.IsLast
            ? $"§MemoryMarshal.CreateSpan({row}, {layer.Name}.OutputSize).CopyTo(§MemoryMarshal.CreateSpan(ref {output}, {layer.Name}.OutputSize));"
            : $"ref float {output} = {row};");
    }

    public override void EmitForward(SourceWriter writer, TrainingPlaces places)
    {
        writer.Write(TrainingText.ReadsTokens(places.Plan, layer)
            ? "// x' = the rows of E for the tokens, or rows of E that vectors weigh"
            : "// x' = the rows of E, weighed with x");
        TrainingText.EmitProduct(
            writer, places, layer, $"new §Matrix({EmbeddingPlan.Weight}, {layer.Name}.InputSize, {layer.Name}.Stride)", bias: null,
            $"tape.{layer.Name}.PaddedValues");
    }

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places)
    {
        writer.Write(TrainingText.ReadsTokens(places.Plan, layer)
            ? "// ∂L/∂E: the gradient by what a token has selected, added to its row; or for vectors, all rows at once"
            : "// ∂L/∂E");
        TrainingText.EmitWeightGradients(
            writer, places, layer, $"tape.{layer.Name}.PaddedGradients",
            $"new §Matrix(gradients.{EmbeddingPlan.Weight}, {layer.Name}.InputSize, {layer.Name}.Stride)");
    }

    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) =>
    (
        [$"§Matrix embedding = new({EmbeddingPlan.Weight}, InputSize, {layer.Name}.OutputSize, {layer.Name}.Stride);"],
        [$"§MatrixProduct.AccumulateByTransposed({TrainingText.RowsAt(layer, "Gradients", plan)}, embedding, padded, tape);"]
    );
}
