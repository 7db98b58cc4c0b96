using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints one step of a few streams together: each vector of weights is loaded once and multiplied with a unit of every
/// stream. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal static class TileEmitter
{
    /// <summary>Prints the number of streams, the choice of the kernel, and the kernels.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        writer.Write($"private const int TileStreams = {plan.TileStreams};");
        writer.BlankLine();
        writer.Write("// One time step of TileStreams streams, whose inputs, states and outputs follow each other.");
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces("¤private void TileCore(ref float x, ref float state, ref float o)"))
        {
            DispatchEmitter.Emit(writer, plan, vector => vector.Width.IsPortable ? SingleSteps(plan) : TileCalls(plan, vector));
        }

        foreach (VectorWidth width in VectorWidth.Kernels)
        {
            EmitTile(writer, plan, width);
        }
    }

    private static int StreamsOf(KernelPlan plan, VectorWidth width) => plan.Directions.Min(layer => layer.Body(width).Tile!.Rows);

    private static string SingleSteps(KernelPlan plan) =>
        $$"""
        for (int s = 0; s < TileStreams; s++)
        {
            StepAnyWidth({{NetworkWeights.Arguments(plan, new VectorText(VectorWidth.Any))}}, ref §Unsafe.Add(ref x, s * InputSize), ref §Unsafe.Add(ref state, s * StateSize), ref §Unsafe.Add(ref o, s * OutputSize));
        }
        """;

    private static string TileCalls(KernelPlan plan, VectorText vector)
    {
        int streams = StreamsOf(plan, vector.Width);
        string weights = NetworkWeights.Arguments(plan, vector);
        return streams == plan.TileStreams
            ? $"Tile{vector.Suffix}({weights}, ref x, ref state, ref o);"
            : string.Join("\n", Enumerable.Range(0, plan.TileStreams / streams).Select(i => i * streams).Select(s =>
                s == 0 ? $"Tile{vector.Suffix}({weights}, ref x, ref state, ref o);"
                : $"Tile{vector.Suffix}({weights}, ref §Unsafe.Add(ref x, {s} * InputSize), ref §Unsafe.Add(ref state, {s} * StateSize), ref §Unsafe.Add(ref o, {s} * OutputSize));"));
    }

    private static void EmitTile(SourceWriter writer, KernelPlan plan, VectorWidth width)
    {
        VectorText vector = new VectorText(width);
        int streams = StreamsOf(plan, width);
        writer.BlankLine();
        writer.Comment(
            $"One time step of {streams} streams with vectors of {width}, layer after layer, so that each weight is read once for all of them.");
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces(
            $"¤private static void Tile{vector.Suffix}({WeightText.Parameters(plan.Spec.Weights)}, ref float x, ref float state, ref float o)"))
        {
            var scope = new StepScope(writer, plan, width);
            var values = new StepValues(plan, InputForm.Vector);
            string input = "ref x";
            (string reference, string stride) = ("x", "InputSize");
            foreach (StagePlan stage in plan.Stages)
            {
                if (stage.Front.Count > 0)
                {
                    LayerPlan last = stage.Front[stage.Front.Count - 1];
                    string rows = StepValues.RowOf(last);
                    ScratchEmitter.Emit(writer, rows, (long)streams * last.Stride);
                    FrontEmitter.EmitRows(scope, values, stage, streams, reference, stride, rows);
                    input = $"ref {rows}";
                }

                writer.Write($"{stage.Recurrent.Name}Tile{vector.Suffix}({WeightText.Arguments(plan.Spec.Weights)}, {input}, ref state);");
                input = $"ref {Expressions.Element("state", $"{stage.Recurrent.Name}.Hidden")}";
                (reference, stride) = (Expressions.Element("state", $"{stage.Recurrent.Name}.Hidden"), "StateSize");
            }

            writer.BlankLine();
            using (writer.Braces($"for (int s = 0; s < {streams}; s++)"))
            {
                writer.Write(
                    $"""
                    ref float h = ref §Unsafe.Add(ref state, (s * StateSize) + {plan.LastRecurrent!.Name}.Hidden);
                    ref float y = ref §Unsafe.Add(ref o, s * OutputSize);
                    """);
                new BehindEmitter(scope, values).Emit(
                    new LayerInput("h", Symbol: "h"), "y", "§Unsafe.Add(ref x, s * InputSize)", declaresRows: true, isSeparated: false);
            }
        }

        foreach (DirectionPlan layer in plan.Directions)
        {
            writer.BlankLine();
            new TileLayerEmitter(writer, plan, layer, width, streams).Emit();
        }
    }
}
