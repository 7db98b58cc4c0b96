using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the layers in front of a recurrent one for several rows of values, of streams or of time steps: one row after the
/// other.
/// </summary>
internal static class FrontEmitter
{
    /// <summary>Prints a loop over the rows.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="values">The values of a step.</param>
    /// <param name="stage">The recurrent layer and those in front of it.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="reference">The reference to the values that the first layer reads.</param>
    /// <param name="stride">Floats from one row of them to the next, as an expression.</param>
    /// <param name="name">The reference to the rows that the last layer gives.</param>
    public static void EmitRows(StepScope scope, StepValues values, StagePlan stage, int rows, string reference, string stride, string name)
    {
        SourceWriter writer = scope.Writer;
        LayerPlan last = stage.Front[stage.Front.Count - 1];
        using (writer.Braces($"for (int s = 0; s < {rows}; s++)"))
        {
            LayerInput input = values.Input.IsToken && stage.Front[0].Index == 0
                ? values.Input
                : new LayerInput("xOf", IsPadded: stage.Front[0].Index > 0);
            writer.Write(input.IsToken
                ? $"int token = §Unsafe.Add(ref {reference}, s * {stride});"
                : $"ref float xOf = ref §Unsafe.Add(ref {reference}, s * {stride});");
            writer.Write($"ref float y = ref §Unsafe.Add(ref {name}, s * {last.Name}.Stride);");
            foreach (LayerPlan layer in stage.Front)
            {
                EmitLayer(scope, values, (FeedForwardPlan)layer, input, layer == last);
                string row = layer == last ? "y" : StepValues.RowOf(layer);
                input = new LayerInput(row, IsPadded: true, Symbol: row);
            }
        }
    }

    private static void EmitLayer(StepScope scope, StepValues values, FeedForwardPlan layer, LayerInput input, bool isLast)
    {
        SourceWriter writer = scope.Writer;
        if (layer is EmbeddingPlan embedding && input.Token is string token)
        {
            string row = StepValues.RowOf(layer);
            new EmbeddingEmitter(embedding).EmitRow(writer, token, row);
            if (isLast)
            {
                writer.Write($"§Unsafe.As<float, §Floats{layer.Stride}>(ref y) = §Unsafe.As<float, §Floats{layer.Stride}>(ref {row});");
            }

            return;
        }

        string output = isLast ? "y" : StepValues.RowOf(layer);
        if (!isLast)
        {
            ScratchEmitter.Emit(writer, output, layer.Stride);
        }

        new BehindEmitter(scope, values).EmitLayer(layer, input, output, output);
    }
}
