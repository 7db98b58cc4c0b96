using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints one step of a few streams together: each vector of weights is loaded once and multiplied with a unit of every
/// stream. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal sealed class TileEmitter(SourceWriter writer, KernelPlan plan, InputForm input)
{
    private readonly string _inputs = input == InputForm.Token ? "tokens" : "x";

    /// <summary>
    /// Prints the choice of the kernel, and the kernels; for tokens, only of the layer that reads them: those behind it are printed for
    /// vectors.
    /// </summary>
    public void Emit()
    {
        writer.Write(
            $"// One time step of TileStreams streams, whose {(input == InputForm.Token ? "tokens" : "inputs")}, states and outputs follow each other.");
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces($"¤private void TileCore({Parameters})"))
        {
            DispatchEmitter.Emit(writer, plan, vector => vector.Width.WritesPasses ? TileCalls(vector) : SingleSteps(vector));
        }

        foreach (VectorWidth width in VectorWidth.All.Where(width => width.WritesPasses))
        {
            EmitTile(width);
        }
    }

    /// <summary>The last argument of a call of TileCore, where it is asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="condition">Whether the step has an output, as an expression.</param>
    public static string OutputArgument(KernelPlan plan, string condition) => plan.Spec.HasOutputAtEveryStep ? "" : $", {condition}";

    private string Parameters =>
        $"ref {InputText.ElementType(input)} {_inputs}, ref float state, ref float o{(plan.Spec.HasOutputAtEveryStep ? "" : ", bool hasOutput")}";

    private string OutputFlag => OutputArgument(plan, "hasOutput");

    private int StreamsOf(VectorWidth width) => plan.Directions.Min(layer => layer.Body(width).Tile!.Rows);

    /// <summary>The inputs, states and outputs from a stream on, as arguments.</summary>
    private string From(int stream) => stream == 0
        ? $"ref {_inputs}, ref state, ref o"
        : $"ref §Unsafe.Add(ref {_inputs}, {(input == InputForm.Token ? Expressions.Number(stream) : $"{stream} * InputSize")}), ref §Unsafe.Add(ref state, {stream} * StateSize), ref §Unsafe.Add(ref o, {stream} * OutputSize)";

    private string SingleSteps(VectorText vector)
    {
        string step = input == InputForm.Vector ? "ref §Unsafe.Add(ref x, s * InputSize)"
            : plan.KernelsTakeEither ? "ref §Unsafe.Add(ref tokens, s)"
            : "§Unsafe.Add(ref tokens, s)";
        return $$"""
            for (int s = 0; s < TileStreams; s++)
            {
                Step{{vector.Suffix}}{{KernelTypes.Arguments(plan.KernelInput(input), input)}}({{NetworkWeights.Arguments(plan)}}, {{step}}, ref §Unsafe.Add(ref state, s * StateSize), ref §Unsafe.Add(ref o, s * OutputSize));
            }
            """;
    }

    private string TileCalls(VectorText vector)
    {
        int streams = StreamsOf(vector.Width);
        string weights = NetworkWeights.Arguments(plan);
        return string.Join("\n", Enumerable.Range(0, plan.TileStreams / streams).Select(
            i => $"Tile{vector.Suffix}({weights}, {From(i * streams)}{OutputFlag});"));
    }

    private void EmitTile(VectorWidth width)
    {
        VectorText vector = new(width);
        int streams = StreamsOf(width);
        writer.BlankLine();
        writer.Comment(
            $"One time step of {streams} streams with vectors of {width}, layer after layer, so that each weight is read once for all of them.");
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces($"¤private static void Tile{vector.Suffix}({WeightText.Parameters(plan.Spec.RecurrentWeights)}, {Parameters})"))
        {
            var scope = new StepScope(writer, plan, width);
            var values = new StepValues(plan, input);
            EmitLayers(scope, values, streams);
            writer.BlankLine();
            if (plan.Spec.HasOutputAtEveryStep)
            {
                EmitOutputs(scope, values, streams);
            }
            else
            {
                using (writer.Braces("if (hasOutput)"))
                {
                    EmitOutputs(scope, values, streams);
                }
            }
        }

        foreach (StagePlan stage in plan.Stages.Where(stage => input == InputForm.Vector || ReadsTokens(stage)))
        {
            LayerInput read = ReadsTokens(stage) ? new LayerInput("tokens", Token: "token") : new LayerInput("x");
            foreach (DirectionPlan layer in stage.Recurrent.Directions)
            {
                writer.BlankLine();
                new TileLayerEmitter(writer, plan, layer, width, read, streams).Emit();
            }
        }
    }

    private bool ReadsTokens(StagePlan stage) => input == InputForm.Token && stage == plan.Stages[0] && stage.Front.Count == 0;

    private void EmitLayers(StepScope scope, StepValues values, int streams)
    {
        (string reference, string stride) = (_inputs, input == InputForm.Token ? "1" : "InputSize");
        foreach (StagePlan stage in plan.Stages)
        {
            if (stage.Front.Count > 0)
            {
                LayerPlan last = stage.Front[stage.Front.Count - 1];
                string rows = StepValues.RowsOf(last);
                ScratchEmitter.Emit(writer, rows, (long)streams * last.Stride);
                FrontEmitter.EmitRows(scope, values, stage, streams, reference, stride, rows);
                reference = rows;
            }

            writer.Write(
                $"{stage.Recurrent.Name}Tile{scope.Width.Suffix}({WeightText.Arguments(plan.Spec.RecurrentWeights)}, ref {reference}, ref state);");
            (reference, stride) = (Expressions.Element("state", $"{stage.Recurrent.Name}.Hidden"), "StateSize");
        }
    }

    private void EmitOutputs(StepScope scope, StepValues values, int streams)
    {
        if (plan.SharedOutput is DensePlan shared)
        {
            string hidden = Expressions.Element("state", $"{plan.LastRecurrent!.Name}.Hidden");
            TogetherEmitter.Emit(scope, shared, "streams", hidden, "StateSize", streams, "o", "OutputSize");
            return;
        }

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
}
