using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// The weights of a recurrent layer, or the gradients by them, as training has them: where they are, by rows or in panels; those along
/// diagonals are laid out by rows on the tape.
/// </summary>
internal static class TrainingWeights
{
    /// <summary>The statement that lays W_hh out by rows, where it lies along diagonals.</summary>
    public static string HiddenToRows(DirectionPlan layer) =>
        $"§GateMatrix.FromDiagonals(WeightHh{layer.Suffix}, layer.Layout, layer.WeightHhByRows);";

    /// <summary>W_ih, or what an owner has for it, as an expression.</summary>
    public static string Input(DirectionPlan layer, string owner = "")
    {
        string layout = layer.Layout.HasPanels && !layer.InputHasPanels ? "layer.Layout.ByRows()" : "layer.Layout";
        return $"new({owner}WeightIh{layer.Suffix}, {layer.Name}.InputSize, {layout})";
    }

    /// <summary>W_hh likewise.</summary>
    public static string Hidden(DirectionPlan layer, string owner = "")
    {
        if (!layer.IsDiagonal)
        {
            return $"new({owner}WeightHh{layer.Suffix}, {layer.Name}.HiddenSize, layer.Layout)";
        }

        return owner.Length == 0 ? "layer.WeightHhByRows" : "layer.WeightHhGradientsByRows";
    }
}
