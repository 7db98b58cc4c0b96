using UnrolledRnn.Generator.Emission.Members;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The buffers of training: what a forward pass records, what a backward pass needs on top, and the gradients.</summary>
internal static class TapeEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        EmitTape(writer, plan);
        writer.BlankLine();
        EmitGradients(writer, plan);
    });

    private static void EmitTape(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            """
            /// <summary>
            /// Every buffer of a training pass over B sequences of T steps, allocated once: what the forward pass records and what
            /// the backward pass needs on top. It serves one pass at a time.
            /// </summary>
            """);
        using (writer.Braces("public sealed class Tape : TrainingTape"))
        {
            EmitConstructor(writer, plan);
            EmitBuffers(writer, plan);
            EmitHiddenStates(writer, plan);
        }
    }

    private static void EmitConstructor(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            """
            /// <summary>Allocates a tape.</summary>
            /// <param name="batchSize">Sequences processed together, B; at least 1.</param>
            /// <exception cref="System.ArgumentOutOfRangeException">The batch size is below 1, or its buffers do not fit an array.</exception>
            """);
        using (writer.Braces("public Tape(int batchSize)\n    : base(batchSize)"))
        {
            writer.Write(
                $"""
                long rows = (long)SequenceLength * batchSize;
                Inputs = new AlignedBuffer(rows * InputSize);
                InputGradients = new AlignedBuffer((long)batchSize * {plan.InputStride});
                """);
            if (plan.Spec.TakesTokens)
            {
                writer.Write("Tokens = new int[rows];");
            }

            if (plan.Front is not null)
            {
                writer.Write($"Front = new ValueTape(rows, {plan.Front.OutputSize});");
                writer.Write($"FrontWeightTransposed = new AlignedBuffer({plan.Front.OutputSize}L * {plan.Front.InputStride});");
            }

            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                writer.Write(
                    $"{layer.Name} = new RecurrentLayerTape(SequenceLength, batchSize, {layer.InputSize}, new GateLayout({LayoutText.Arguments(layer.Layout)}), {layer.Definition.TapeRecord}, reverse: {(layer.IsReverse ? "true" : "false")}{(layer.InputHasPanels ? ", inputHasPanels: true" : "")});");
            }

            for (int layer = 0; layer < plan.Spec.Recurrent.Count; layer++)
            {
                if (TrainingInputs.IsJoined(plan, layer))
                {
                    writer.Write($"Joined{layer} = new ValueTape(rows, {plan.Spec.OutputSizeOf(layer)});");
                }
            }

            foreach (DensePlan layer in plan.Dense)
            {
                writer.Write($"{layer.Name} = new ValueTape({(plan.Spec.Outputs == OutputSteps.EveryStep ? "rows" : "batchSize")}, {layer.OutputSize});");
            }
        }

        writer.BlankLine();
    }

    private static void EmitBuffers(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            """
            // X: [T·B, nIn]
            internal AlignedBuffer Inputs { get; }

            internal Matrix InputRows => new(Inputs.Span, SequenceLength * BatchSize, InputSize);

            // ∂L/∂x_t of one step: [B, nIn], padded
            internal AlignedBuffer InputGradients { get; }

            """);
        if (plan.Spec.TakesTokens)
        {
            writer.Write(
                """
                // The tokens in place of X: [T·B]
                internal int[] Tokens { get; }

                """);
        }

        if (plan.Front is not null)
        {
            writer.Write(
                """
                // The dense layer in front, at every step
                internal ValueTape Front { get; }

                internal AlignedBuffer FrontWeightTransposed { get; }

                """);
        }

        foreach (RecurrentPlan layer in plan.Recurrent)
        {
            writer.Write(
                $$"""
                // {{layer.Cell}}, {{layer.InputSize}} → {{layer.HiddenSize}}{{(layer.IsReverse ? ", from the last step to the first" : "")}}
                internal RecurrentLayerTape {{layer.Name}} { get; }

                """);
        }

        for (int layer = 0; layer < plan.Spec.Recurrent.Count; layer++)
        {
            if (TrainingInputs.IsJoined(plan, layer))
            {
                writer.Write(
                    $$"""
                    // h of both directions of layer {{layer}}, forward units first: [T·B, {{plan.Spec.OutputSizeOf(layer)}}]
                    internal ValueTape Joined{{layer}} { get; }

                    """);
            }
        }

        foreach (DensePlan layer in plan.Dense)
        {
            writer.Write(
                $$"""
                // Dense, {{layer.InputSize}} → {{layer.OutputSize}}, {{(plan.Spec.Outputs == OutputSteps.EveryStep ? "at every step" : "at the last step")}}
                internal ValueTape {{layer.Name}} { get; }

                // Its weights with rows and columns exchanged, for the product that needs them so.
                internal AlignedBuffer {{layer.Name}}WeightTransposed { get; } = new({{(layer.Form == OutputForm.Columns ? $"{layer.OutputSize}L * {layer.InputStride}" : $"{layer.InputSize}L * {layer.Stride}")}});

                """);
        }
    }

    private static void EmitHiddenStates(SourceWriter writer, KernelPlan plan)
    {
        int last = TrainingInputs.LastLayer(plan);
        int size = plan.Spec.OutputSizeOf(last);
        string symbol = TrainingInputs.IsJoined(plan, last) ? $"{size}]: h_t of both directions of the last recurrent layer" : "nHid]: h_t of the last recurrent layer";
        writer.Write(
            $$"""
            /// <summary>Copies the hidden states that the last forward pass recorded.</summary>
            /// <param name="hiddenStates">[T, B, {{symbol}} at every step; overwritten.</param>
            /// <exception cref="System.ArgumentException">The span has another length.</exception>
            public void CopyHiddenStates(Span<float> hiddenStates)
            {
                Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * BatchSize * {{size}}, nameof(hiddenStates));
                int rows = SequenceLength * BatchSize;
                MatrixOperations.Copy({{TrainingInputs.HiddenOf(plan, last).Replace("tape.", "")}}, new Matrix(hiddenStates, rows, {{size}}));
            }
            """);
    }

    private static void EmitGradients(SourceWriter writer, KernelPlan plan)
    {
        writer.Write("/// <summary>The gradient of a loss by each parameter, laid out as the parameters are. Backward adds to it.</summary>");
        using (writer.Braces("public sealed class Gradients : ParameterGradients"))
        {
            writer.Write(
                $$"""
                /// <summary>Allocates zeroed gradients.</summary>
                public Gradients()
                    : base({{plan.Parameters.BufferLength}})
                {
                }
                """);
            foreach (ParameterBlock block in plan.Parameters.Blocks)
            {
                writer.BlankLine();
                writer.Write(
                    $"""
                    /// <summary>The gradient by {ParameterText.Summary(block)}</summary>
                    public Span<float> {block.Name} => Values.Slice(Offset.{block.Name}, {block.Length});
                    """);
            }
        }
    }
}
