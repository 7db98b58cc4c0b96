using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Elman;

/// <summary>The buffers of training: what a forward pass records for the backward pass, and the gradients by the parameters.</summary>
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
        NetworkSpec spec = plan.Spec;
        writer.Write(
            """
            /// <summary>
            /// Every buffer of a training pass over B sequences of T steps, allocated once: what the forward pass records and what
            /// the backward pass needs on top. It serves one pass at a time.
            /// </summary>
            """);
        using (writer.Braces("public sealed class Tape : TrainingTape"))
        {
            writer.Write(
                $$"""
                /// <summary>Allocates a tape.</summary>
                /// <param name="batchSize">Sequences processed together, B; at least 1.</param>
                /// <exception cref="System.ArgumentOutOfRangeException">The batch size is below 1, or its buffers do not fit an array.</exception>
                public Tape(int batchSize)
                    : base(batchSize)
                {
                    long rows = (long)SequenceLength * batchSize;
                    Inputs = new AlignedBuffer(rows * InputSize);
                    Hidden = new AlignedBuffer((rows + batchSize) * HiddenStride);
                    HiddenGradients = new AlignedBuffer(rows * HiddenStride);
                    Outputs = new AlignedBuffer({{OutputRows(plan)}} * OutputStride);
                    OutputGradients = new AlignedBuffer({{OutputRows(plan)}} * OutputStride);
                    InputGradients = new AlignedBuffer((long)batchSize * InputStride);
                """);
            if (spec.TakesTokens)
            {
                writer.Write("    Tokens = new int[rows];");
            }

            writer.Write(
                $$"""
                }

                // X: [T·B, nIn]
                internal AlignedBuffer Inputs { get; }

                """);
            if (spec.TakesTokens)
            {
                writer.Write(
                    """
                    // The tokens in place of X: [T·B]
                    internal int[] Tokens { get; }

                    """);
            }

            writer.Write(
                $$"""
                // The initial state, then h_0 … h_{T-1}: [(T + 1)·B, nHid], rows of HiddenStride
                internal AlignedBuffer Hidden { get; }

                // ∂L/∂h_t, then ∂L/∂a_t in its place: [T·B, nHid], rows of HiddenStride
                internal AlignedBuffer HiddenGradients { get; }

                // o: {{OutputShape(plan)}}, rows of OutputStride
                internal AlignedBuffer Outputs { get; }

                // ∂L/∂(W_ho h + b_o): {{OutputShape(plan)}}, rows of OutputStride
                internal AlignedBuffer OutputGradients { get; }

                // ∂L/∂x_t of one step: [B, nIn], rows of InputStride
                internal AlignedBuffer InputGradients { get; }

                // The weights with rows and columns exchanged, for the products that need them so.
                internal AlignedBuffer WeightIhTransposed { get; } = new((long)HiddenSize * InputStride);

                internal AlignedBuffer WeightHhTransposed { get; } = new((long)HiddenSize * HiddenStride);

                internal AlignedBuffer WeightHoTransposed { get; } = new({{TransposedOutputWeights(plan)}});

                /// <summary>Copies the hidden states that the last forward pass recorded.</summary>
                /// <param name="hiddenStates">[T, B, nHid]: h_t of every step; overwritten.</param>
                /// <exception cref="System.ArgumentException">The span has another length.</exception>
                public void CopyHiddenStates(Span<float> hiddenStates)
                {
                    Throw.IfLengthDiffers(hiddenStates.Length, (long)SequenceLength * BatchSize * HiddenSize, nameof(hiddenStates));
                    int rows = SequenceLength * BatchSize;
                    MatrixOperations.Copy(HiddenRows(BatchSize, rows), new Matrix(hiddenStates, rows, HiddenSize));
                }

                // Rows of h without their padding; row t·B is h_{t-1} of the first sequence, the initial state for t = 0.
                internal Matrix HiddenRows(int firstRow, int rows) =>
                    new(Hidden.Slice(firstRow * HiddenStride, rows * HiddenStride), rows, HiddenSize, HiddenStride);

                // h_{t-1}, padded, of every sequence: step 0 is the initial state.
                internal Span<float> HiddenAt(int step) => Hidden.Slice(step * BatchSize * HiddenStride, BatchSize * HiddenStride);

                // ∂L/∂h_t of every sequence, padded.
                internal Span<float> HiddenGradientsAt(int step) => HiddenGradients.Slice(step * BatchSize * HiddenStride, BatchSize * HiddenStride);
                """);
        }
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

    private static string OutputRows(KernelPlan plan) => plan.Spec.Outputs == OutputSteps.EveryStep ? "rows" : "(long)batchSize";

    private static string OutputShape(KernelPlan plan) => plan.Spec.Outputs == OutputSteps.EveryStep ? "[T·B, nOut]" : "[B, nOut]";

    private static string TransposedOutputWeights(KernelPlan plan) => plan.OutputForm == OutputForm.Columns
        ? "(long)OutputSize * HiddenStride"
        : "(long)HiddenSize * OutputStride";
}
