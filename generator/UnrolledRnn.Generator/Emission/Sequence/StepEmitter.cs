using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>A single time step: the public overloads for vectors, scalars or tokens, and their kernels.</summary>
internal static class StepEmitter
{
    public static EmittedFile EmitForVectors(KernelPlan plan) => EmittedFile.WriteKernels(plan.Spec.Target, writer =>
    {
        NetworkSpec spec = plan.Spec;
        writer.Write(
            $$"""
            /// <summary>One time step.</summary>
            /// <param name="input">[nIn]</param>
            /// <param name="output">[nOut], overwritten.</param>
            /// <param name="state">The state, moved on by one step.</param>
            /// <exception cref="global::System.ArgumentException">{{(ChecksOverlap(plan) ? InputText.OverlapException(spec) : InputText.Exception(InputForm.Vector))}}</exception>
            [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
            ¤public void Step(§ReadOnlySpan<float> input, §Span<float> output, ref State state)
            {
                §Throw.IfLengthDiffers(input.Length, InputSize, nameof(input), {{ShapeText.Shape($"nIn = {spec.InputSize}")}});
                §Throw.IfLengthDiffers(output.Length, OutputSize, nameof(output), {{ShapeText.Shape($"nOut = {spec.OutputSize}")}});{{OverlapCheck(plan)}}
                StepCore(ref §MemoryMarshal.GetReference(input), ref state.First, ref §MemoryMarshal.GetReference(output));
            }

            """);
        EmitScalarOverloads(writer, spec);
        StepKernelEmitter.Emit(writer, plan, InputForm.Vector);
    });

    public static EmittedFile EmitForTokens(KernelPlan plan) => EmittedFile.WriteKernels(plan.Spec.Target, writer =>
    {
        NetworkSpec spec = plan.Spec;
        writer.Write(
            $$"""
            /// <summary>One time step on a token: its row of the first layer's weights takes the place of a product with a one-hot vector.</summary>
            /// <param name="token">From 0 to nIn - 1.</param>
            /// <param name="output">[nOut], overwritten.</param>
            /// <param name="state">The state, moved on by one step.</param>
            /// <exception cref="global::System.ArgumentException">The span has another length, or the token is out of range.</exception>
            [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
            ¤public void Step(int token, §Span<float> output, ref State state)
            {
                §Throw.IfTokenOutOfRange(token, InputSize, nameof(token));
                §Throw.IfLengthDiffers(output.Length, OutputSize, nameof(output), {{ShapeText.Shape($"nOut = {spec.OutputSize}")}});
                StepCore(token, ref state.First, ref §MemoryMarshal.GetReference(output));
            }

            """);
        StepKernelEmitter.Emit(writer, plan, InputForm.Token);
    });

    /// <summary>Whether inputs are still read when outputs are being written; elsewhere a step is right however they overlap.</summary>
    private static bool ChecksOverlap(KernelPlan plan) =>
        plan.Layers.Count == 1 || plan.Spec.Residual || !plan.InputReaders.All(reader => reader == 0);

    private static string OverlapCheck(KernelPlan plan) =>
        !ChecksOverlap(plan)
            ? ""
            : $"\n    §Throw.IfOverlaps(input, output, mayCoincide: {(plan.Spec.InputSize == plan.Spec.OutputSize ? "true" : "false")}, nameof(output));";

    private static void EmitScalarOverloads(SourceWriter writer, NetworkSpec spec)
    {
        if (spec.InputSize == 1)
        {
            writer.Write(
                $$"""
                /// <summary>One time step.</summary>
                /// <param name="input">The input.</param>
                /// <param name="output">[nOut], overwritten.</param>
                /// <param name="state">The state, moved on by one step.</param>
                /// <exception cref="global::System.ArgumentException">The span has another length.</exception>
                [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
                ¤public void Step(float input, §Span<float> output, ref State state)
                {
                    §Throw.IfLengthDiffers(output.Length, OutputSize, nameof(output), {{ShapeText.Shape($"nOut = {spec.OutputSize}")}});
                    StepCore(ref input, ref state.First, ref §MemoryMarshal.GetReference(output));
                }

                """);
        }

        if (spec.OutputSize == 1)
        {
            writer.Write(
                $$"""
                /// <summary>One time step.</summary>
                /// <param name="input">[nIn]</param>
                /// <param name="state">The state, moved on by one step.</param>
                /// <returns>The output.</returns>
                /// <exception cref="global::System.ArgumentException">The span has another length.</exception>
                [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
                ¤public float Step(§ReadOnlySpan<float> input, ref State state)
                {
                    §Throw.IfLengthDiffers(input.Length, InputSize, nameof(input), {{ShapeText.Shape($"nIn = {spec.InputSize}")}});
                    §Unsafe.SkipInit(out float output);
                    StepCore(ref §MemoryMarshal.GetReference(input), ref state.First, ref output);
                    return output;
                }

                """);
        }

        if (spec.InputSize == 1 && spec.OutputSize == 1)
        {
            writer.Write(
                $$"""
                /// <summary>One time step.</summary>
                /// <param name="input">The input.</param>
                /// <param name="state">The state, moved on by one step.</param>
                /// <returns>The output.</returns>
                [§MethodImpl(§MethodImplOptions.AggressiveOptimization)]
                ¤public float Step(float input, ref State state)
                {
                    §Unsafe.SkipInit(out float output);
                    StepCore(ref input, ref state.First, ref output);
                    return output;
                }

                """);
        }
    }
}
