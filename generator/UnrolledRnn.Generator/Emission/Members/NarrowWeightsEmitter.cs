using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The narrow copy of the weights, made from the parameters when a pass first needs it.</summary>
internal static class NarrowWeightsEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        int words = 0;
        List<(DirectionPlan Layer, string Name, int Rows, int Offset)> matrices = [];
        foreach (DirectionPlan layer in plan.Directions)
        {
            foreach ((string name, int rows) in new[] { ("WeightIh", layer.InputSize), ("WeightHh", layer.HiddenTerms) })
            {
                matrices.Add((layer, name + layer.Suffix, rows, words));
                words += rows * layer.NarrowStride;
            }
        }

        writer.Write(
            $$"""
            private readonly §NarrowWeights _narrow = new(§WeightStorage.{{plan.Spec.Weights}}, {{words}}, {{plan.Parameters.BufferLength}});

            /// <summary>
            /// Makes the narrow copy of W_ih and W_hh again at the next step. Asking for <see cref="Parameters"/> does so too; call it
            /// after writing through a span that was asked for earlier. One thread may write parameters while others step: a step that
            /// begins after this call sees what was written before it; one that runs meanwhile may see some of it.
            /// </summary>
            ¤public void InvalidateWeights() => _narrow.Invalidate();

            ¤private §AlignedBuffer WritableParameters
            {
                get
                {
                    _narrow.Invalidate();
                    return _parameters;
                }
            }

            """);
        using (writer.Braces("¤private §NarrowWeights Narrow()"))
        {
            using (writer.Braces("if (!_narrow.IsCurrent)"))
            {
                writer.Write("MakeNarrow();");
            }

            writer.BlankLine();
            writer.Write("return _narrow;");
        }

        writer.BlankLine();
        using (writer.Braces("¤private void MakeNarrow()"))
        {
            using (writer.Braces("lock (_narrow)"))
            {
                using (writer.Braces("if (_narrow.IsCurrent)"))
                {
                    writer.Write("return;");
                }

                writer.BlankLine();
                writer.Write("§Span<float> parameters = _parameters.Span;\n_narrow.Begin(parameters);");
                foreach ((DirectionPlan layer, string name, int rows, int _) in matrices)
                {
                    writer.Write(plan.Parameters[name].Gates is { HasPanels: true } layout
                        ? $"_narrow.PackPanels(parameters, Offset.{name}, {rows}, new §GateLayout({LayoutText.Arguments(layout)}), NarrowOffset.{name});"
                        : $"_narrow.Pack(parameters, Offset.{name}, {rows}, {layer.Name}.GateStride, NarrowOffset.{name}, {layer.Name}.NarrowStride);");
                }

                writer.Write("_narrow.End();");
            }
        }

        writer.BlankLine();
        writer.Write("// Where each matrix begins in the narrow copy.");
        using (writer.Braces("¤private static class NarrowOffset"))
        {
            foreach ((DirectionPlan _, string name, int _, int offset) in matrices)
            {
                writer.Write($"public const int {name} = {offset};");
            }
        }
    });
}
