using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The narrow copy of the weights, made from the parameters when a pass first needs it.</summary>
internal static class NarrowWeightsEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        Matrix[] matrices = [.. Matrices(plan)];
        int words = matrices.Sum(matrix => matrix.Words);
        writer.Write(
            $$"""
            private readonly §NarrowWeights _narrow = new(§WeightStorage.{{plan.Spec.RecurrentWeights}}, {{words}});

            /// <summary>
            /// Makes the narrow copy of the weights again at the next step. Asking for <see cref="Parameters"/> does so too; call it
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
                writer.Write("§Span<float> parameters = _parameters.Span;\n_narrow.Begin();");
                foreach (Matrix matrix in matrices)
                {
                    writer.Write(matrix.Pack);
                }

                writer.Write("_narrow.End();");
            }
        }

        writer.BlankLine();
        writer.Write("// Where each matrix begins in the narrow copy.");
        using (writer.Braces("¤private static class NarrowOffset"))
        {
            int offset = 0;
            foreach (Matrix matrix in matrices)
            {
                writer.Write($"public const int {matrix.Name} = {offset};");
                offset += matrix.Words;
            }
        }
    });

    private static IEnumerable<Matrix> Matrices(KernelPlan plan)
    {
        foreach (DirectionPlan layer in plan.Directions)
        {
            foreach ((string matrix, int rows) in new[] { ("WeightIh", layer.InputSize), ("WeightHh", layer.HiddenTerms) })
            {
                string name = matrix + layer.Suffix;
                yield return new(
                    name,
                    rows * layer.NarrowStride,
                    plan.Parameters[name].Gates is { HasPanels: true } layout
                        ? $"_narrow.PackPanels(parameters, Offset.{name}, {rows}, new §GateLayout({LayoutText.Arguments(layout)}), NarrowOffset.{name});"
                        : $"_narrow.Pack(parameters, Offset.{name}, {rows}, {layer.Name}.GateStride, NarrowOffset.{name}, {layer.Name}.NarrowStride);");
            }
        }

        foreach (DensePlan layer in plan.Layers.OfType<DensePlan>().Where(layer => layer.Storage != Storage.Float32))
        {
            string comment = layer.IsTied ? "// E as the output reads it\n" : "";
            yield return new(
                layer.Weight,
                layer.NarrowWords,
                layer.Storage == Storage.Int8
                    ? $"{comment}_narrow.PackInt8(parameters, Offset.{layer.Weight}, {layer.OutputSize}, {layer.Name}.InputStride, NarrowOffset.{layer.Weight});"
                    : $"{comment}_narrow.Pack(parameters, Offset.{layer.Weight}, {layer.OutputSize}, {layer.Name}.InputStride, NarrowOffset.{layer.Weight}, {layer.NarrowStride});");
        }
    }

    /// <summary>A matrix of the copy.</summary>
    /// <param name="Name">Its name among the parameters.</param>
    /// <param name="Words">The words of all its rows.</param>
    /// <param name="Pack">The statement that copies it.</param>
    private sealed record Matrix(string Name, int Words, string Pack);
}
