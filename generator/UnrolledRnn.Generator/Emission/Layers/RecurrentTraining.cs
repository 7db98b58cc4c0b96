using UnrolledRnn.Generator.Emission.Cells;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>The recorded passes through one direction of a recurrent layer, as a method of its own each.</summary>
internal static class RecurrentTraining
{
    public static void EmitForward(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        writer.BlankLine();
        using (writer.Braces($"¤private void Forward{direction.Name}(Tape tape, §TapeContent content)"))
        {
            writer.Write(
                $"""
                §RecurrentLayerTape layer = tape.{direction.Name};

                // a_t = {(direction.Spec.HasBias ? "b_h + " : "")}W_ih x_t, for all steps{TrainingText.InOneProduct(places.Plan, layer, "W_ih")}
                """);
            if (direction.InputHasPanels)
            {
                writer.Write(TrainingWeights.InputToRows(direction));
            }

            TrainingText.EmitProduct(
                writer, places, layer, TrainingWeights.InputByRows(direction), direction.Spec.HasBias ? $"BiasH{direction.Suffix}" : null,
                "layer.Sums");
            if (direction.Definition.KeepsHiddenSums)
            {
                writer.Write(direction.Definition.HasHiddenBias && direction.Spec.HasBias
                    ? $"§MatrixOperations.BroadcastRow(BiasHn{direction.Suffix}, layer.HiddenSums);"
                    : "§MatrixOperations.ClearColumns(layer.HiddenSums, from: 0);");
            }

            if (!TrainingWeights.HiddenIsByRows(direction))
            {
                writer.Write($"\n// W_hh by rows, from {TrainingWeights.HiddenForm(direction)}");
            }

            writer.Write(TrainingWeights.HiddenIsByRows(direction)
                ? $"§Matrix weightHh = new(WeightHh{direction.Suffix}, {direction.Name}.HiddenSize, {direction.Name}.GateStride);"
                : $"§Matrix weightHh = layer.WeightHhByRows;\n{TrainingWeights.HiddenToRows(direction)}");
            if (direction.Projection is DensePlan projection)
            {
                writer.Write(
                    $"§Matrix weightHr = {ProjectionWeights(writer, projection, isTransposed: projection.Form == OutputForm.Rows)};");
            }

            writer.BlankLine();
            using (writer.Braces(
                direction.IsReverse ? "for (int t = SequenceLength - 1; t >= 0; t--)" : "for (int t = 0; t < SequenceLength; t++)"))
            {
                foreach (string line in CellEmitter.Of(direction.Definition).ForwardLines(Text(direction)))
                {
                    writer.Write(line);
                }
            }
        }
    }

    public static void EmitBackward(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        writer.BlankLine();
        using (writer.Braces($"¤private void Backward{direction.Name}(Tape tape, Gradients gradients)"))
        {
            string weights = $"new §Matrix(WeightHh{direction.Suffix}, {direction.Name}.HiddenSize, {direction.Name}.GateStride)";
            writer.Write($"§RecurrentLayerTape layer = tape.{direction.Name};");
            if (!TrainingWeights.HiddenIsByRows(direction))
            {
                weights = "layer.WeightHhByRows";
                writer.Write($"// W_hh by rows, from {TrainingWeights.HiddenForm(direction)}");
                writer.Write(TrainingWeights.HiddenToRows(direction));
            }

            writer.Write($"§MatrixOperations.Transpose({weights}, layer.TransposedWeightHh);");
            if (direction.Projection is DensePlan projection)
            {
                writer.Write(
                    $"§Matrix weightHr = {ProjectionWeights(writer, projection, isTransposed: projection.Form == OutputForm.Columns)};");
            }

            using (writer.Braces(
                direction.IsReverse ? "for (int t = 0; t < SequenceLength; t++)" : "for (int t = SequenceLength - 1; t >= 0; t--)"))
            {
                foreach (string line in CellEmitter.Of(direction.Definition).BackwardLines(Text(direction)))
                {
                    writer.Write(line);
                }
            }

            writer.BlankLine();
            EmitInputWeights(writer, places, layer, direction);
            writer.BlankLine();
            EmitHiddenWeights(writer, direction);
        }
    }

    private static CellTrainingText Text(DirectionPlan direction) => new(
        direction.Suffix,
        direction.Spec.HasBias,
        direction.IsReverse ? "t+1" : "t-1",
        direction.Projection is null ? [] :
        [
            "",
            "// h_t = W_hr m_t",
            "§MatrixOperations.ClearColumns(layer.HiddenAt(t), from: 0);",
            "§MatrixProduct.Accumulate(layer.CellOutputAt(t), weightHr, layer.HiddenAt(t).WithPadding());",
        ],
        direction.Projection is null ? [] :
        [
            "// ∂L/∂m_t = W_hrᵀ ∂L/∂h_t",
            "§MatrixOperations.ClearColumns(layer.CellOutputGradients, from: 0);",
            $"§MatrixProduct.Accumulate(layer.HiddenGradientsAt(t).Slice(0, {direction.Name}.HiddenSize), weightHr, layer.CellOutputGradients);",
            "",
        ]);

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

    /// <summary>The gradients by W_ih, b_h and what lies below, over all steps and sequences at once.</summary>
    private static void EmitInputWeights(SourceWriter writer, TrainingPlaces places, RecurrentPlan layer, DirectionPlan direction)
    {
        string name = direction.Name;
        writer.Write(
            $"// Over all steps and sequences at once: {(direction.Spec.HasBias ? "∂L/∂b_h = Σ ∂L/∂a_t, " : "")}∂L/∂W_ih = Σ ∂L/∂a_t x_tᵀ");
        if (direction.Spec.HasBias)
        {
            writer.Write($"§MatrixOperations.AccumulateRows(layer.SumGradients, gradients.BiasH{direction.Suffix});");
        }

        writer.Write(
            $"§Matrix weightIhGradients = {(direction.InputHasPanels ? "layer.WeightIhByRows" : $"new(gradients.WeightIh{direction.Suffix}, {name}.InputSize, {name}.GateStride)")};");
        if (direction.InputHasPanels)
        {
            writer.Write("§MatrixOperations.ClearColumns(weightIhGradients, from: 0);");
        }

        TrainingText.EmitWeightGradients(writer, places, layer, "layer.SumGradients", "weightIhGradients");
        if (direction.InputHasPanels)
        {
            writer.Write($"§GateMatrix.AddToPanels(weightIhGradients, layer.Layout, gradients.WeightIh{direction.Suffix});");
        }

        if (places.InputGradientsOf(layer) is string below)
        {
            writer.BlankLine();
            writer.Write("// ∂L/∂x_t += W_ihᵀ ∂L/∂a_t, to the layer below");
            if (direction.InputHasPanels)
            {
                writer.Write(TrainingWeights.InputToRows(direction));
            }

            writer.Write(
                $"""
                §MatrixOperations.Transpose({TrainingWeights.InputByRows(direction)}, layer.TransposedWeightIh);
                §MatrixProduct.Accumulate(layer.SumGradients, layer.TransposedWeightIh, {below});
                """);
        }
    }

    private static void EmitHiddenWeights(SourceWriter writer, DirectionPlan direction)
    {
        bool byRows = TrainingWeights.HiddenIsByRows(direction);
        writer.Write(byRows
            ? $"§Matrix weightHhGradients = new(gradients.WeightHh{direction.Suffix}, {direction.Name}.HiddenSize, {direction.Name}.GateStride);"
            : """
              §Matrix weightHhGradients = layer.WeightHhByRows;
              §MatrixOperations.ClearColumns(weightHhGradients, from: 0);
              """);
        foreach (string line in CellEmitter.Of(direction.Definition).WeightGradientLines(Text(direction)))
        {
            writer.Write(line);
        }

        if (!byRows)
        {
            writer.Write(
                $"§GateMatrix.AddTo{(direction.IsDiagonal ? "Diagonals" : "Panels")}(weightHhGradients, layer.Layout, gradients.WeightHh{direction.Suffix});");
        }

        if (direction.Projection is DensePlan projection)
        {
            string hidden = $"layer.HiddenGradients.Slice(0, {direction.Name}.HiddenSize)";
            writer.Write("\n// ∂L/∂W_hr = Σ ∂L/∂h_t m_tᵀ");
            writer.Write(projection.Form == OutputForm.Columns
                ? $"§MatrixProduct.AccumulateTransposed(layer.CellOutput, layer.HiddenGradients, new §Matrix(gradients.{projection.Weight}, {projection.InputSize}, {projection.Stride}));"
                : $"""
                  §Matrix weightHrGradients = new(gradients.{projection.Weight}, {projection.OutputSize}, {projection.InputStride});
                  §MatrixProduct.AccumulateTransposed({hidden}, layer.CellOutput.WithPadding(), weightHrGradients);
                  §MatrixOperations.ClearColumns(weightHrGradients, from: {projection.InputSize});
                  """);
        }
    }
}
