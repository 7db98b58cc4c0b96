using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The buffers of training: what a forward pass records, what a backward pass needs on top, and the gradients.</summary>
internal static class TapeEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        writer.Write("#pragma warning disable CS3009 // The runtime does not declare that its types are CLS-compliant.");
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
        using (writer.Braces("¤public sealed class Tape : §TrainingTape"))
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
            /// <exception cref="global::System.ArgumentOutOfRangeException">The batch size is below 1, or its buffers do not fit an array.</exception>
            """);
        using (writer.Braces("public Tape(int batchSize)\n    : base(batchSize)"))
        {
            writer.Write("long rows = (long)SequenceLength * batchSize;");
            if (!KeepsInputsOnDemand(plan))
            {
                writer.Write("Inputs = new §AlignedBuffer(rows * InputSize);");
            }

            if (plan.Spec.TakesTokens)
            {
                writer.Write("Tokens = new int[rows];");
            }

            if (plan.Stages.Count > 0)
            {
                writer.Write("§RecurrentScratch scratch = new();");
            }

            foreach (string line in plan.Layers.Where(layer => layer != plan.ClassLayer)
                .SelectMany(layer => LayerEmitter.Of(layer).TapeConstruction(plan.Spec)))
            {
                writer.Write(line);
            }

            if (plan.ClassLayer is not null)
            {
                writer.Write($"Classes = new §ClassLoss({OutputRows(plan, "rows", "batchSize")}, OutputSize);");
            }
        }

        writer.BlankLine();
    }

    /// <summary>Inputs from which on vectors are unlikely, and large: those of a vocabulary.</summary>
    private const int VocabularyInputs = 64;

    /// <summary>Whether the inputs will rather be tokens.</summary>
    private static bool KeepsInputsOnDemand(KernelPlan plan) =>
        plan.Layers[0] is EmbeddingPlan || (plan.Spec.TakesTokens && plan.Spec.InputSize >= VocabularyInputs);

    private static void EmitBuffers(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(KeepsInputsOnDemand(plan)
            ? """
              private §AlignedBuffer? _inputs;

              // X: [T·B, nIn], where vectors are given in place of tokens
              internal §AlignedBuffer Inputs => _inputs ??= new §AlignedBuffer((long)SequenceLength * BatchSize * InputSize);

              """
            : """
              // X: [T·B, nIn]
              internal §AlignedBuffer Inputs { get; }

              """);
        writer.Write(
            $$"""
            private §AlignedBuffer? _inputGradients;

            internal §Matrix InputRows => new(Inputs.Span, SequenceLength * BatchSize, InputSize);

            // Whether the backward pass at hand gives ∂L/∂x_t
            internal bool WantsInputGradients { get; set; }

            // ∂L/∂x_t of every step: [T·B, nIn], padded; where it is asked for
            internal §Matrix InputGradientRows => new(
                (_inputGradients ??= new §AlignedBuffer((long)SequenceLength * BatchSize * {{plan.InputStride}})).Span, SequenceLength * BatchSize, {{plan.InputStride}});

            """);
        if (plan.Spec.TakesTokens)
        {
            writer.Write(
                """
                // The tokens in place of X: [T·B]
                internal int[] Tokens { get; }

                """);
        }

        if (plan.Spec.LearnsInitialState)
        {
            writer.Write(
                """
                // Whether the last pass started from the network's own initial state, which its gradient then reaches.
                internal bool StartsFromInitialState { get; set; }

                """);
        }

        foreach (LayerPlan layer in plan.Layers.Where(layer => layer != plan.ClassLayer))
        {
            LayerEmitter.Of(layer).EmitTapeMembers(writer, plan.Spec);
        }

        if (plan.ClassLayer is DensePlan last)
        {
            EmitClasses(writer, plan, last);
        }
    }

    /// <summary>A last layer of many classes: its outputs are kept where somebody asks for them, but not in training on classes.</summary>
    private static void EmitClasses(SourceWriter writer, KernelPlan plan, DensePlan last) => writer.Write(
        $$"""
        private §ValueTape? _outputs;

        // Dense, {{last.InputSize}} → {{last.OutputSize}}, where the outputs of all rows are asked for
        internal §ValueTape {{last.Name}} => _outputs ??= new §ValueTape({{OutputRows(plan, "(long)SequenceLength * BatchSize", "BatchSize")}}, OutputSize);

        // Its logits where only the loss of classes is, a block of rows at a time
        internal §ClassLoss Classes { get; }

        """);

    private static string OutputRows(KernelPlan plan, string everyStep, string lastStep) =>
        plan.Spec.HasOutputAtEveryStep ? everyStep : lastStep;

    private static void EmitHiddenStates(SourceWriter writer, KernelPlan plan)
    {
        if (plan.LastRecurrent is not RecurrentPlan last)
        {
            return;
        }

        int size = last.OutputSize;
        string symbol = last.IsBidirectional
            ? $"{size}]: what both directions of the last recurrent layer give together"
            : "nHid]: h_t of the last recurrent layer";
        string copy = last.IsBidirectional
            ? $"§DirectionMerging.Forward(§DirectionMerge.{last.Spec.Merge}, {last.Name}.Hidden, {last.Directions[1].Name}.Hidden, new §Matrix(hiddenStates, rows, {size}));"
            : $"§MatrixOperations.Copy({last.Name}.Hidden, new §Matrix(hiddenStates, rows, {size}));";
        writer.Write(
            $$"""
            /// <summary>Copies the hidden states that the last forward pass recorded.</summary>
            /// <param name="hiddenStates">[T, B, {{symbol}} at every step; overwritten.</param>
            /// <exception cref="global::System.ArgumentException">The span has another length.</exception>
            public void CopyHiddenStates(§Span<float> hiddenStates)
            {
                §Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * BatchSize * {{size}}, nameof(hiddenStates), {{ShapeText.Shape($"T = {plan.Spec.SequenceLength}", "B", $"nHid = {size}")}});
                int rows = SequenceLength * BatchSize;
                {{copy}}
            }
            """);
    }

    private static void EmitGradients(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            "/// <summary>The gradient of a loss by each parameter, laid out as the parameters are. Backward adds to it.</summary>");
        using (writer.Braces("¤public sealed class Gradients : §ParameterGradients"))
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
                    // The gradient by {ParameterText.Summary(block)}
                    internal §Span<float> {block.Name} => Values.Slice(Offset.{block.Name}, {block.Length});
                    """);
            }
        }
    }
}
