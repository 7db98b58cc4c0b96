using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The forward pass of training: matrix products over the whole batch, recorded on a tape.</summary>
internal static class RecordedForwardEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        EmitPublic(writer, plan, InputForm.Vector);
        if (plan.Spec.TakesTokens)
        {
            EmitPublic(writer, plan, InputForm.Token);
        }

        EmitThroughLayers(writer, plan);
        if (plan.Front is not null)
        {
            writer.BlankLine();
            EmitFront(writer, plan, plan.Front);
        }

        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            writer.BlankLine();
            EmitRecurrent(writer, plan, layer);
        }

        writer.BlankLine();
        EmitOutputs(writer, plan);
    });

    private static bool EveryStep(KernelPlan plan) => plan.Spec.Outputs == OutputSteps.EveryStep;

    private static void EmitPublic(SourceWriter writer, KernelPlan plan, InputForm input)
    {
        string inputs = InputText.SequenceName(input);
        string outputShape = EveryStep(plan) ? "[T, B, nOut]" : "[B, nOut], of the last time step";
        writer.Write(
            $$"""
            /// <summary>A batch of sequences, time-major, recorded for <see cref="Backward"/>.</summary>
            /// <param name="{{inputs}}">{{InputText.BatchShape(input)}}.</param>
            /// <param name="outputs">{{outputShape}}; overwritten.</param>
            /// <param name="tape">The record, overwritten; its batch size is B.</param>
            /// <param name="states">[B]: the initial states, replaced by the final ones; or empty for zeros.</param>
            /// <exception cref="System.ArgumentException">{{InputText.Exception(input)}}</exception>
            public void Forward({{InputText.SpanType(input)}} {{inputs}}, Span<float> outputs, Tape tape, Span<State> states = default)
            {
                ArgumentNullException.ThrowIfNull(tape);
                CheckSequence({{inputs}}, outputs, tape.BatchSize);
                Throw.IfLengthDiffers(states.Length, states.IsEmpty ? 0 : tape.BatchSize, nameof(states));
                tape.Record(TapeContent.Empty);
                {{(input == InputForm.Vector ? "inputs.CopyTo(tape.Inputs.Span);" : "tokens.CopyTo(tape.Tokens);")}}
                ForwardThroughLayers(tape, states, {{(input == InputForm.Vector ? "TapeContent.Vectors" : "TapeContent.Tokens")}});
                ForwardOutputs(tape, outputs);
                tape.Record({{(input == InputForm.Vector ? "TapeContent.Vectors" : "TapeContent.Tokens")}});
            }

            private static void CheckSequence({{InputText.SpanType(input)}} {{inputs}}, ReadOnlySpan<float> outputs, int batchSize)
            {
                Throw.IfLengthDiffers({{inputs}}.Length, (long)SequenceLength * batchSize{{(InputText.ElementsPerStep(input, plan.Spec) == 1 ? "" : " * InputSize")}}, nameof({{inputs}}));
                Throw.IfLengthDiffers(outputs.Length, {{(EveryStep(plan) ? "(long)SequenceLength * " : "(long)")}}batchSize * OutputSize, nameof(outputs));{{(input == InputForm.Token ? "\n    Throw.IfTokenOutOfRange(tokens, InputSize, nameof(tokens));" : "")}}
            }

            """);
    }

    private static void EmitThroughLayers(SourceWriter writer, KernelPlan plan)
    {
        using (writer.Braces("private void ForwardThroughLayers(Tape tape, Span<State> states, TapeContent content)"))
        {
            if (plan.Front is not null)
            {
                writer.Write("ForwardFront(tape, content);");
            }

            writer.Write("Span<float> initial = MemoryMarshal.Cast<State, float>(states);");
            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                EmitInitialState(writer, layer, "Hidden");
                if (layer.Definition.HasCellState)
                {
                    EmitInitialState(writer, layer, "Cell");
                }

                writer.Write($"Forward{layer.Name}(tape, content);");
                if (layer.IsReverse)
                {
                    int size = layer.HiddenSize;
                    string joined = $"tape.Joined{layer.Layer}.Values";
                    writer.Write(
                        $"""
                        MatrixOperations.Copy(tape.Layer{layer.Layer}.Hidden, {joined}.Slice(0, {size}));
                        MatrixOperations.Copy(tape.{layer.Name}.Hidden, {joined}.Slice({size}, {size}));
                        """);
                }
            }

            writer.BlankLine();
            using (writer.Braces("if (!states.IsEmpty)"))
            {
                foreach (RecurrentPlan layer in plan.Recurrent)
                {
                    writer.Write($"StateRows.CopyFrom(tape.{layer.Name}.HiddenAfter(tape.{layer.Name}.LastStep), initial, StateSize, {layer.Name}.Hidden, {layer.Name}.HiddenSize);");
                    if (layer.Definition.HasCellState)
                    {
                        writer.Write($"StateRows.CopyFrom(tape.{layer.Name}.CellAfter(tape.{layer.Name}.LastStep), initial, StateSize, {layer.Name}.Cell, {layer.Name}.HiddenSize);");
                    }
                }
            }
        }
    }

    private static void EmitInitialState(SourceWriter writer, RecurrentPlan layer, string part) => writer.Write(
        $"StateRows.CopyTo(initial, StateSize, {layer.Name}.{part}, {layer.Name}.HiddenSize, tape.{layer.Name}.{part}Before(tape.{layer.Name}.FirstStep));");

    private static void EmitFront(SourceWriter writer, KernelPlan plan, DensePlan front)
    {
        using (writer.Braces("private void ForwardFront(Tape tape, TapeContent content)"))
        {
            writer.Write($"// x' = {Notation.OutputFunction(front.Activation, "W x + b")}, for all steps in one product");
            EmitProduct(
                writer, plan.Spec.TakesTokens, "tape.InputRows", $"new Matrix({front.Weight}, InputSize, {front.Name}.Stride)", front.Bias, "tape.Front.PaddedValues");
            EmitActivation(writer, front);
        }
    }

    private static void EmitRecurrent(SourceWriter writer, KernelPlan plan, RecurrentPlan layer)
    {
        using (writer.Braces($"private void Forward{layer.Name}(Tape tape, TapeContent content)"))
        {
            bool tokens = plan.Spec.TakesTokens && layer.Layer == 0 && plan.Front is null;
            writer.Write(
                $"""
                RecurrentLayerTape layer = tape.{layer.Name};

                // a_t = b_h + W_ih x_t, for all steps in one product
                """);
            if (layer.InputHasPanels)
            {
                writer.Write(TrainingWeights.InputToRows(layer));
            }

            EmitProduct(
                writer, tokens, TrainingInputs.Of(plan, layer), TrainingWeights.InputByRows(layer),
                $"BiasH{layer.Suffix}", "layer.Sums");
            if (layer.Definition.KeepsHiddenSums)
            {
                writer.Write(layer.Definition.HasHiddenBias
                    ? $"MatrixOperations.BroadcastRow(BiasHn{layer.Suffix}, layer.HiddenSums);"
                    : "MatrixOperations.ClearColumns(layer.HiddenSums, from: 0);");
            }

            if (TrainingWeights.HiddenIsByRows(layer))
            {
                writer.Write($"Matrix weightHh = new(WeightHh{layer.Suffix}, {layer.Name}.HiddenSize, {layer.Name}.GateStride);");
            }
            else
            {
                writer.Write($"Matrix weightHh = layer.WeightHhByRows;\n{TrainingWeights.HiddenToRows(layer)}");
            }

            writer.BlankLine();
            using (writer.Braces(layer.IsReverse ? "for (int t = SequenceLength - 1; t >= 0; t--)" : "for (int t = 0; t < SequenceLength; t++)"))
            {
                foreach (string line in layer.Definition.ForwardLines())
                {
                    writer.Write(line);
                }
            }
        }
    }

    private static void EmitProduct(SourceWriter writer, bool tokens, string inputs, string weights, string bias, string destination)
    {
        string product =
            $"""
            MatrixOperations.BroadcastRow({bias}, {destination});
            MatrixProduct.Accumulate({inputs}, {weights}, {destination});
            """;
        if (!tokens)
        {
            writer.Write(product);
            return;
        }

        using (writer.Braces("if (content == TapeContent.Tokens)"))
        {
            writer.Write($"MatrixOperations.GatherRows(tape.Tokens, {weights}, {bias}, {destination});");
        }

        using (writer.Braces("else"))
        {
            writer.Write(product);
        }

        writer.BlankLine();
    }

    private static void EmitOutputs(SourceWriter writer, KernelPlan plan)
    {
        bool everyStep = EveryStep(plan);
        string all = TrainingInputs.HiddenOf(plan, TrainingInputs.LastLayer(plan));
        using (writer.Braces("private void ForwardOutputs(Tape tape, Span<float> outputs)"))
        {
            writer.Write(
                $"""
                int rows = {(everyStep ? "SequenceLength * tape.BatchSize" : "tape.BatchSize")};
                Matrix hidden = {(everyStep ? all : $"{all}.RowRange((SequenceLength - 1) * tape.BatchSize, rows)")};
                """);
            for (int i = 0; i < plan.Dense.Count; i++)
            {
                writer.BlankLine();
                EmitDense(writer, plan, i);
            }

            writer.Write("MatrixOperations.Copy(tape.Output.Values, new Matrix(outputs, rows, OutputSize));");
            if (plan.Spec.Residual)
            {
                string inputs = everyStep ? "tape.InputRows" : "tape.InputRows.RowRange((SequenceLength - 1) * tape.BatchSize, rows)";
                writer.Write(
                    $"""

                    // o += x
                    MatrixOperations.Add({inputs}.Slice(0, OutputSize), new Matrix(outputs, rows, OutputSize));
                    """);
            }
        }
    }

    private static void EmitDense(SourceWriter writer, KernelPlan plan, int index)
    {
        DensePlan layer = plan.Dense[index];
        string values = $"tape.{layer.Name}.PaddedValues";
        string weights = $"new Matrix({layer.Weight}, {layer.Name}.InputSize, {layer.Name}.Stride)";
        writer.Write($"// {(layer == plan.Output ? "o" : "y")} = {Notation.OutputFunction(layer.Activation, "W h + b")}, for all rows in one product");
        if (layer.Form == OutputForm.Rows)
        {
            weights = $"new Matrix(tape.{layer.Name}WeightTransposed.Span, {layer.Name}.InputSize, {layer.Name}.Stride)";
            writer.Write(
                $"""
                MatrixOperations.Transpose(
                    new Matrix({layer.Weight}, {layer.Name}.OutputSize, {layer.Name}.InputSize, {layer.Name}.InputStride),
                    new Matrix(tape.{layer.Name}WeightTransposed.Span, {layer.Name}.InputSize, {layer.Name}.OutputSize, {layer.Name}.Stride));
                """);
        }

        writer.Write(
            $"""
            MatrixOperations.BroadcastRow({layer.Bias}, {values});
            MatrixProduct.Accumulate({TrainingInputs.OfDense(plan, index)}, {weights}, {values});
            """);
        EmitActivation(writer, layer);
    }

    private static void EmitActivation(SourceWriter writer, DensePlan layer)
    {
        switch (layer.Activation)
        {
            case OutputFunction.Identity:
                break;
            case OutputFunction.Softmax:
                using (writer.Braces("for (int row = 0; row < rows; row++)"))
                {
                    writer.Write($"Softmax.Apply(tape.{layer.Name}.Values.Row(row));");
                }

                break;
            default:
                writer.Write($"Activation.{layer.Activation}(tape.{layer.Name}.Span);");
                break;
        }
    }
}
