using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The state that goes from one time step to the next.</summary>
internal static class StateEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
    {
        writer.Write(
            $$"""
            /// <summary>
            /// What the network remembers between time steps: h_t. A plain value: default is h_0 = 0, an assignment copies it, and
            /// the gradient of a loss by a state is a state too.
            /// </summary>
            public struct State
            {
                private HiddenVector _hidden;

                /// <summary>h_t, {{plan.Spec.HiddenSize}} values.</summary>
                [UnscopedRef]
                public Span<float> Hidden => MemoryMarshal.CreateSpan(ref First, {{plan.Spec.HiddenSize}});

                [UnscopedRef]
                internal ref float First => ref Unsafe.As<HiddenVector, float>(ref _hidden);
            }

            // nHid floats, padded to whole cache lines.
            [InlineArray({{plan.HiddenStride}})]
            private struct HiddenVector
            {
                private float _element;
            }
            """);
    });
}
