using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>The recorded passes through one direction of a recurrent layer, as a method of its own each.</summary>
internal static class RecurrentTraining
{
    public static void EmitForward(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        CellEmitter cell = CellEmitter.Of(direction.Definition);
        writer.BlankLine();
        using (writer.Braces($"¤private void Forward{direction.Name}(Tape tape, §TapeContent content)"))
        {
            string token = TrainingText.ReadsTokens(places.Plan, layer) ? "; a token selects a row of W_ih" : "";
            writer.Write($"// At every step{token}:");
            EmitEquations(writer, cell.ForwardEquations(Text(direction)));
            writer.Write(
                $"{cell.TrainingClass}.Forward(tape, tape.{direction.Name}, {Inputs(places, layer, "content")}, Weights{direction.Name}(tape, isBackward: false));");
        }

        writer.BlankLine();
        EmitWeights(writer, places.Plan, direction);
    }

    public static void EmitBackward(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        CellEmitter cell = CellEmitter.Of(direction.Definition);
        writer.BlankLine();
        using (writer.Braces($"¤private void Backward{direction.Name}(Tape tape, Gradients gradients)"))
        {
            writer.Write($"§RecurrentLayerTape layer = tape.{direction.Name};");
            EmitGradients(writer, places, layer, direction);
            writer.Write("\n// At every step, from the last to the first:");
            EmitEquations(writer, cell.BackwardEquations(Text(direction)));
            writer.Write($"// Over all steps and sequences: {(direction.Spec.HasBias ? "∂L/∂b_h = Σ ∂L/∂a_t, " : "")}∂L/∂W_ih = Σ ∂L/∂a_t x_tᵀ{(places.InputGradientsOf(layer) is null ? "" : ", ∂L/∂x_t += W_ihᵀ ∂L/∂a_t")}");
            EmitEquations(writer, cell.WeightEquations(Text(direction)));
            writer.Write(
                $"{cell.TrainingClass}.Backward(tape, layer, {Inputs(places, layer, "tape.Content")}, Weights{direction.Name}(tape, isBackward: true), layerGradients);");
            if (direction.IsDiagonal)
            {
                writer.Write($"§GateMatrix.AddToDiagonals(layerGradients.Hidden, layer.Layout, gradients.WeightHh{direction.Suffix});");
            }

            EmitProjectionGradients(writer, direction);
        }
    }

    private static void EmitEquations(SourceWriter writer, IEnumerable<string> equations)
    {
        foreach (string equation in equations)
        {
            writer.Write($"// {equation}");
        }
    }

    private static CellTrainingText Text(DirectionPlan direction) => new(direction.Spec.HasBias, direction.IsReverse ? "t+1" : "t-1");

    /// <summary>What the layer reads, as an expression.</summary>
    private static string Inputs(TrainingPlaces places, RecurrentPlan layer, string content)
    {
        string vectors = $"new §RecurrentInputs({places.InputOf(layer)})";
        return TrainingText.ReadsTokens(places.Plan, layer)
            ? $"{content} == §TapeContent.Tokens ? new §RecurrentInputs({places.TokensOf(layer)}) : {vectors}"
            : vectors;
    }

    /// <summary>The method that gives the parameters as training reads them.</summary>
    private static void EmitWeights(SourceWriter writer, KernelPlan plan, DirectionPlan direction)
    {
        using (writer.Braces($"¤private §RecurrentWeights Weights{direction.Name}(Tape tape, bool isBackward)"))
        {
            writer.Write($"§RecurrentLayerTape layer = tape.{direction.Name};");
            if (direction.IsDiagonal)
            {
                writer.Write($"// W_hh by rows, from its diagonals\n{TrainingWeights.HiddenToRows(direction)}");
            }

            writer.Write("§RecurrentWeights weights = new()");
            writer.Write("{");
            foreach (string line in Members(plan, direction))
            {
                writer.Write($"    {line},");
            }

            writer.Write("};");
            if (direction.Projection is DensePlan projection)
            {
                using (writer.Braces("if (isBackward)"))
                {
                    writer.Write($"weights.ProjectionTransposed = {ProjectionWeights(writer, projection, isTransposed: projection.Form == OutputForm.Columns)};");
                }

                using (writer.Braces("else"))
                {
                    writer.Write($"weights.Projection = {ProjectionWeights(writer, projection, isTransposed: projection.Form == OutputForm.Rows)};");
                }
            }

            writer.Write("\nreturn weights;");
        }
    }

    private static IEnumerable<string> Members(KernelPlan plan, DirectionPlan direction)
    {
        yield return $"Input = {TrainingWeights.Input(direction)}";
        yield return $"Hidden = {TrainingWeights.Hidden(direction)}";
        foreach (string vector in Vectors(plan, direction))
        {
            yield return vector;
        }
    }

    /// <summary>What a direction has of biases and the like: as parameters, or as the gradients by them.</summary>
    private static IEnumerable<string> Vectors(KernelPlan plan, DirectionPlan direction, string owner = "")
    {
        string suffix = direction.Suffix;
        if (direction.Spec.HasBias)
        {
            yield return $"Bias = {owner}BiasH{suffix}";
            if (direction.Definition.KeepsHiddenSums && direction.Definition.HasHiddenBias)
            {
                yield return $"HiddenBias = {owner}BiasHn{suffix}";
            }
        }

        if (direction.Definition is Generator.Cells.LstmDefinition { HasPeepholes: true })
        {
            yield return $"Peepholes = {owner}Peephole{suffix}";
        }

        if (plan.Spec.LearnsInitialState)
        {
            yield return $"InitialHidden = {owner}InitialHidden{suffix}[..{direction.Name}.HiddenSize]";
            if (direction.Definition.HasCellState)
            {
                yield return $"InitialCell = {owner}InitialCell{suffix}[..{RecurrentConstants.CellSize(direction)}]";
            }
        }
    }

    /// <summary>Where the gradients go.</summary>
    private static void EmitGradients(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        List<string> members =
        [
            $"Input = {TrainingWeights.Input(direction, "gradients.")}",
            $"Hidden = {TrainingWeights.Hidden(direction, "gradients.")}",
            .. Vectors(places.Plan, direction, "gradients."),
        ];
        if (places.InputGradientsOf(layer) is string below)
        {
            members.Add($"Inputs = {below}");
        }

        writer.Write("§RecurrentGradients layerGradients = new()\n{");
        foreach (string member in members)
        {
            writer.Write($"    {member},");
        }

        writer.Write("};");
        if (places.InputGradientsOf(layer) is null)
        {
            using (writer.Braces("if (tape.WantsInputGradients)"))
            {
                writer.Write("layerGradients.Inputs = tape.InputGradientRows;");
            }
        }

        if (direction.IsDiagonal)
        {
            writer.Write("layerGradients.Hidden.Clear();");
        }
    }

    /// <summary>W_hr as stored, or with rows and columns exchanged, as an expression; prints the exchange.</summary>
    private static string ProjectionWeights(SourceWriter writer, DensePlan projection, bool isTransposed)
    {
        (int rows, int columns, int stride) = projection.Form == OutputForm.Columns
            ? (projection.InputSize, projection.OutputSize, projection.Stride)
            : (projection.OutputSize, projection.InputSize, projection.InputStride);
        if (!isTransposed)
        {
            return $"new({projection.Weight}, {rows}, {stride})";
        }

        int transposedStride = projection.Form == OutputForm.Columns ? projection.InputStride : projection.Stride;
        writer.Write(
            $"""
            §MatrixOperations.Transpose(
                new §Matrix({projection.Weight}, {rows}, {columns}, {stride}),
                new §Matrix(tape.{projection.Name}WeightTransposed.Span, {columns}, {transposedStride}));
            """);
        return $"new(tape.{projection.Name}WeightTransposed.Span, {columns}, {transposedStride})";
    }

    private static void EmitProjectionGradients(SourceWriter writer, DirectionPlan direction)
    {
        if (direction.Projection is not DensePlan projection)
        {
            return;
        }

        string hidden = $"layer.HiddenGradients.Slice(0, {direction.Name}.HiddenSize)";
        writer.Write("\n// ∂L/∂W_hr = Σ ∂L/∂h_t m_tᵀ");
        writer.Write(projection.Form == OutputForm.Columns
            ? $"§MatrixProduct.AccumulateTransposed(layer.CellOutput, layer.HiddenGradients, new §Matrix(gradients.{projection.Weight}, {projection.InputSize}, {projection.Stride}), tape);"
            : $"""
              §Matrix weightHrGradients = new(gradients.{projection.Weight}, {projection.OutputSize}, {projection.InputStride});
              §MatrixProduct.AccumulateTransposed({hidden}, layer.CellOutput.WithPadding(), weightHrGradients, tape);
              §MatrixOperations.ClearColumns(weightHrGradients, from: {projection.InputSize});
              """);
    }
}
