using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// One step of several independent streams. For wide layers, some streams share every weight that is loaded; small ones have all
/// weights at hand.
/// </summary>
internal static class StepManyEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.WriteKernels(plan.Spec.Target, writer =>
    {
        writer.Write(
            $"""
            /// <summary>One time step of several independent streams, each as <c>Step</c> would do it.</summary>
            /// <param name="inputs">[B, nIn]</param>
            /// <param name="outputs">[B, nOut], overwritten.</param>
            /// <param name="states">[B], each moved on by one step.</param>
            /// <exception cref="global::System.ArgumentException">{InputText.OverlapException(plan.Spec)}</exception>
            """);
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces("¤public void StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<State> states)"))
        {
            writer.Write(
                $"""
                §BatchCheck.Lengths(
                    inputs.Length, outputs.Length, states.Length, InputSize, OutputSize,
                    {ShapeText.Streams($"nIn = {plan.Spec.InputSize}")}, {ShapeText.Streams($"nOut = {plan.Spec.OutputSize}")}, nameof(inputs), nameof(states));
                §Throw.IfOverlaps(inputs, outputs, mayCoincide: {(plan.Spec.InputSize == plan.Spec.OutputSize ? "true" : "false")}, nameof(outputs));
                ref float x = ref §MemoryMarshal.GetReference(inputs);
                ref float o = ref §MemoryMarshal.GetReference(outputs);
                int stream = 0;
                """);
            if (plan.TileStreams > 1)
            {
                writer.Write(
                    $"""
                    for (; stream + TileStreams <= states.Length; stream += TileStreams)
                    {"{"}
                        TileCore(ref §Unsafe.Add(ref x, stream * InputSize), ref states[stream].First, ref §Unsafe.Add(ref o, stream * OutputSize){TileEmitter.OutputArgument(plan, "hasOutput: true")});
                    {"}"}

                    """);
            }

            using (writer.Braces("for (; stream < states.Length; stream++)"))
            {
                writer.Write(
                    "StepCore(ref §Unsafe.Add(ref x, stream * InputSize), ref states[stream].First, ref §Unsafe.Add(ref o, stream * OutputSize));");
            }
        }

        writer.BlankLine();
        EmitByNumbers(writer, plan);
        if (plan.TileStreams > 1)
        {
            writer.BlankLine();
            writer.Write($"private const int TileStreams = {plan.TileStreams};");
            writer.BlankLine();
            new TileEmitter(writer, plan, InputForm.Vector).Emit();
        }
    });

    /// <summary>
    /// Those of a list among many streams. Where some share weights, their states are brought together first: a state is a few lines of
    /// memory, and the weights are many.
    /// </summary>
    private static void EmitByNumbers(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            $"""
            /// <summary>
            /// One time step of some of many independent streams, each as <c>Step</c> would do it, in the order of their list: a stream that
            /// is in it twice makes two steps. The others stay as they are.
            /// </summary>
            /// <param name="inputs">[B, nIn]</param>
            /// <param name="outputs">[B, nOut], overwritten.</param>
            /// <param name="states">The states of all streams.</param>
            /// <param name="streams">[B], the numbers in <paramref name="states"/> of those that make a step.</param>
            /// <exception cref="global::System.ArgumentOutOfRangeException">A number is that of no state; no stream has moved.</exception>
            /// <exception cref="global::System.ArgumentException">{InputText.OverlapException(plan.Spec)}</exception>
            """);
        writer.Write(CompilationHint.AtOnce);
        using (writer.Braces(
            "¤public void StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<State> states, §ReadOnlySpan<int> streams)"))
        {
            writer.Write(
                $"""
                §BatchCheck.Lengths(
                    inputs.Length, outputs.Length, streams.Length, InputSize, OutputSize,
                    {ShapeText.Streams($"nIn = {plan.Spec.InputSize}")}, {ShapeText.Streams($"nOut = {plan.Spec.OutputSize}")}, nameof(inputs), nameof(streams));
                §BatchCheck.Streams(streams, states.Length, nameof(streams));
                §Throw.IfOverlaps(inputs, outputs, mayCoincide: {(plan.Spec.InputSize == plan.Spec.OutputSize ? "true" : "false")}, nameof(outputs));
                ref float x = ref §MemoryMarshal.GetReference(inputs);
                ref float o = ref §MemoryMarshal.GetReference(outputs);
                int i = 0;
                """);
            if (plan.GathersStreams)
            {
                writer.Write(
                    $$"""
                    §Span<State> together = stackalloc State[TileStreams];
                    for (; i + TileStreams <= streams.Length; i += TileStreams)
                    {
                        if (!§BatchCheck.AreDistinct(streams.Slice(i, TileStreams)))
                        {
                            for (int s = i; s < i + TileStreams; s++)
                            {
                                StepCore(ref §Unsafe.Add(ref x, s * InputSize), ref states[streams[s]].First, ref §Unsafe.Add(ref o, s * OutputSize));
                            }

                            continue;
                        }

                        for (int s = 0; s < TileStreams; s++)
                        {
                            together[s] = states[streams[i + s]];
                        }

                        TileCore(ref §Unsafe.Add(ref x, i * InputSize), ref together[0].First, ref §Unsafe.Add(ref o, i * OutputSize){{TileEmitter.OutputArgument(plan, "hasOutput: true")}});
                        for (int s = 0; s < TileStreams; s++)
                        {
                            states[streams[i + s]] = together[s];
                        }
                    }

                    """);
            }

            using (writer.Braces("for (; i < streams.Length; i++)"))
            {
                writer.Write(
                    "StepCore(ref §Unsafe.Add(ref x, i * InputSize), ref states[streams[i]].First, ref §Unsafe.Add(ref o, i * OutputSize));");
            }
        }
    }
}
