using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>One call of every pass that is not training, so that no later call waits for the JIT.</summary>
internal static class WarmupEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        NetworkSpec spec = plan.Spec;
        int streams = plan.TileStreams + 1;
        writer.Write(
            """
            /// <summary>
            /// Calls every <c>Step</c>, <c>StepMany</c> and <c>Forward</c> that records nothing once, on values of no importance: the JIT
            /// compiles their code when it is first called, which takes milliseconds, and never again. Call it before the first call
            /// that must be fast. It allocates, and leaves the network as it is.
            /// </summary>
            """);
        using (writer.Braces("¤public void Warmup()"))
        {
            writer.Write(
                $$"""
                State state = default;
                State[] states = new State[{{streams}}];
                float[] inputs = new float[§Math.Max(SequenceLength, states.Length) * InputSize];
                float[] outputs = new float[§Math.Max(SequenceLength, states.Length) * OutputSize];
                §Span<float> output = outputs.AsSpan(0, OutputSize);
                Step(inputs.AsSpan(0, InputSize), output, ref state);
                """);
            if (spec.InputSize == 1)
            {
                writer.Write("Step(0f, output, ref state);");
            }

            if (spec.OutputSize == 1)
            {
                writer.Write("Step(inputs.AsSpan(0, InputSize), ref state);");
            }

            if (spec.InputSize == 1 && spec.OutputSize == 1)
            {
                writer.Write("Step(0f, ref state);");
            }

            string sequence = spec.HasOutputAtEveryStep ? "outputs.AsSpan(0, SequenceLength * OutputSize)" : "output";
            writer.Write(
                $"""
                StepMany(inputs.AsSpan(0, states.Length * InputSize), outputs.AsSpan(0, states.Length * OutputSize), states);
                """);
            writer.Write(
                """
                int[] streams = new int[states.Length];
                for (int i = 0; i < streams.Length; i++)
                {
                    streams[i] = i;
                }

                StepMany(inputs.AsSpan(0, streams.Length * InputSize), outputs.AsSpan(0, streams.Length * OutputSize), states, streams);
                """);
            bool hasHidden = plan.LastRecurrent is not null;
            if (hasHidden)
            {
                writer.Write("float[] hidden = new float[SequenceLength * HiddenSize];");
            }

            writer.Write($"Forward(inputs.AsSpan(0, SequenceLength * InputSize), {sequence});");
            if (hasHidden)
            {
                writer.Write($"Forward(inputs.AsSpan(0, SequenceLength * InputSize), {sequence}, states.AsSpan(0, 1), hidden);");
            }

            if (spec.TakesTokens)
            {
                bool hasTiles = plan.TileStreams > 1;
                string tokens = hasTiles ? "tokens.AsSpan(0, SequenceLength)" : "tokens";
                writer.Write(
                    $"""
                    int[] tokens = new int[{(hasTiles ? "§Math.Max(SequenceLength, states.Length)" : "SequenceLength")}];
                    Step(0, output, ref state);
                    Forward({tokens}, {sequence});
                    """);
                if (hasHidden)
                {
                    writer.Write($"Forward({tokens}, {sequence}, states.AsSpan(0, 1), hidden);");
                }

                if (hasTiles)
                {
                    string hasOutput = TileEmitter.OutputArgument(plan, "hasOutput: true");
                    writer.Write($"TileCore(ref tokens[0], ref states[0].First, ref outputs[0]{hasOutput});");
                }
            }
        }
    });
}
