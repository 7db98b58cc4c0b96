using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The state that goes from one time step to the next.</summary>
internal static class StateEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        writer.Write(
            $$"""
            /// <summary>
            /// What the network remembers between time steps. A plain value: default is the start of a sequence, an assignment copies
            /// it, and the gradient of a loss by a state is a state too.
            /// </summary>
            """);
        using (writer.Braces("public struct State"))
        {
            writer.Write(
                $"""
                private Floats{plan.StateSize} _values;

                """);
            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                EmitSpan(writer, layer, "Hidden", "h_t");
                if (layer.Definition.HasCellState)
                {
                    EmitSpan(writer, layer, "Cell", "c_t");
                }
            }

            writer.Write(
                $"""
                [UnscopedRef]
                internal ref float First => ref Unsafe.As<Floats{plan.StateSize}, float>(ref _values);
                """);
        }
    });

    private static void EmitSpan(SourceWriter writer, RecurrentPlan layer, string part, string symbol)
    {
        string where = layer.Suffix.Length == 0 ? "" : $" of layer {layer.Layer}{(layer.IsReverse ? " in reverse" : "")}";
        writer.Write(
            $"""
            /// <summary>{symbol}{where}, {layer.HiddenSize} values.</summary>
            [UnscopedRef]
            public Span<float> {part}{layer.Suffix} => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref First, {layer.Name}.{part}), {layer.Name}.HiddenSize);

            """);
    }
}
