using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The state that goes from one time step to the next.</summary>
internal static class StateEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        writer.Write(
            plan.Stages.Count == 0
                ? "/// <summary>What a recurrent network remembers between time steps; this one remembers nothing, and no step reads it.</summary>"
                : $"""
                  /// <summary>
                  /// What the network remembers between time steps. A plain value: {Start(plan)}, an assignment copies
                  /// it, and the gradient of a loss by a state is a state too.
                  /// </summary>
                  """);
        using (writer.Braces("¤public struct State"))
        {
            writer.Write(
                $"""
                private §Floats{plan.StateSize} _values;

                """);
            foreach (DirectionPlan layer in plan.Directions)
            {
                EmitSpan(writer, layer, "Hidden", "h_t", layer.StateSize, $"{layer.Name}.HiddenSize");
                if (layer.Definition.HasCellState)
                {
                    EmitSpan(writer, layer, "Cell", "c_t", layer.HiddenSize, RecurrentConstants.CellSize(layer));
                }
            }

            writer.Write(
                $"""
                /// <summary>Whether no value is NaN or infinite; where one is, every later output is NaN, and the state is best set to the start of a sequence.</summary>
                public bool IsFinite => §StateValues.IsFinite(§MemoryMarshal.CreateReadOnlySpan(ref First, StateSize));

                /// <summary>Sets values nearer to 0 than 1.2e-38 to 0: a state that decays through silence can stay among them, and steps are slower there.</summary>
                public void FlushSubnormals() => §StateValues.FlushSubnormals(§MemoryMarshal.CreateSpan(ref First, StateSize));

                [§UnscopedRef]
                internal ref float First => ref §Unsafe.As<§Floats{plan.StateSize}, float>(ref _values);
                """);
        }
    });

    private static string Start(KernelPlan plan) => plan.Spec.LearnsInitialState
        ? "default is all zeros, <see cref=\"InitialState\"/> the start of a sequence"
        : "default is the start of a sequence";

    private static void EmitSpan(SourceWriter writer, DirectionPlan layer, string part, string symbol, int size, string sizeName)
    {
        string where = layer.Suffix.Length == 0 ? "" : $" of {layer.Name}";
        writer.Write(
            $"""
            /// <summary>{symbol}{where}, {ParameterText.Values(size)}.</summary>
            [§UnscopedRef]
            public §Span<float> {part}{layer.Suffix} => §MemoryMarshal.CreateSpan(ref §Unsafe.Add(ref First, {layer.Name}.{part}), {sizeName});

            """);
    }
}
