using System.Globalization;
using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Checks what each layer declares, and its place among the others.</summary>
internal static class LayerChecks
{
    public static void Check(IReadOnlyList<DeclaredLayer> layers, List<DiagnosticInfo> diagnostics)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            DeclaredLayer layer = layers[i];
            switch (layer.Spec)
            {
                case EmbeddingSpec when i > 0:
                    diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.EmbeddingElsewhere, layer.Location));
                    break;
                case RecurrentSpec recurrent:
                    CheckRecurrent(recurrent, layer.Options, diagnostics);
                    break;
                case JoiningSpec joining when joining.From < 0 || joining.From >= i:
                    diagnostics.Add(DiagnosticInfo.Create(
                        DiagnosticDescriptors.JoinImpossible,
                        layer.Options.LocationOf("from", 0),
                        i == 0 ? "there is no layer above it" : $"'from' is {Text(joining.From)}, and the layers in front of the one above are 0 (the input) to {Text(i - 1)}"));
                    break;
            }
        }
    }

    /// <summary>Checks what depends on the sizes of layers; all places that layers name exist.</summary>
    public static void CheckSizes(NetworkSpec spec, IReadOnlyList<DeclaredLayer> layers, List<DiagnosticInfo> diagnostics)
    {
        IReadOnlyList<int> sizes = spec.Sizes;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Spec is SkipSpec skip && sizes[skip.From] != sizes[i])
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.JoinImpossible,
                    layers[i].Options.LocationOf("from", 0),
                    $"layer {Text(skip.From)} gives {Text(sizes[skip.From])} values, and the layer above {Text(sizes[i])}"));
            }

            if (layers[i].Spec is ActivationSpec { Activation.IsElementwise: false } && sizes[i] == 1)
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SoftmaxOfOne, layers[i].Options.LocationOf("activation", 0)));
            }

            if (layers[i].Spec is DenseSpec { Activation.IsElementwise: false, Size: 1 })
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SoftmaxOfOne, layers[i].Options.LocationOf("activation", 1)));
            }
        }
    }

    private static void CheckRecurrent(RecurrentSpec layer, OptionReader options, List<DiagnosticInfo> diagnostics)
    {
        CellDefinition cell = CellDefinition.Of(layer);
        bool hasGates = cell.Gates.Count > 1;
        (string Option, bool Exists, string Where)[] facts =
        [
            ("GateActivation", hasGates, "a cell with gates: Lstm, Gru, GruResetBefore"),
            ("ProjectionSize", cell.HasCellState, "Lstm"),
            ("CellClip", cell.HasCellState, "Lstm"),
            ("Peepholes", cell.HasCellState, "Lstm"),
            ("Merge", layer.Bidirectional, "a bidirectional layer"),
        ];
        foreach ((string option, bool exists, string where) in facts)
        {
            if (options.IsSet(option) && !exists)
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.OptionOfCell, options.LocationOf(option), option, where));
            }
        }

        foreach ((string option, ActivationFunction function) in new[]
        {
            ("GateActivation", layer.GateActivation),
            ("CellActivation", layer.CellActivation),
        })
        {
            if (!function.IsElementwise)
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SoftmaxInCell, options.LocationOf(option), option));
            }
        }

        if (layer.ProjectionSize >= layer.HiddenSize && options.IsSet("ProjectionSize"))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.ProjectionTooLarge,
                options.LocationOf("ProjectionSize"),
                Text(layer.ProjectionSize),
                Text(layer.HiddenSize)));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
