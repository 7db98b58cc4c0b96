using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// One step of several independent streams. For wide layers, some streams share every weight that is loaded; small ones have all
/// weights at hand.
/// </summary>
internal static class StepManyEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
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

        if (plan.TileStreams > 1)
        {
            writer.BlankLine();
            writer.Write($"private const int TileStreams = {plan.TileStreams};");
            writer.BlankLine();
            new TileEmitter(writer, plan, InputForm.Vector).Emit();
        }
    });
}
