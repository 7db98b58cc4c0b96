using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// The weights of a recurrent layer as training wants them, by rows: as they are, or laid out on the tape where the kernels of
/// single steps want them along diagonals or in panels.
/// </summary>
internal static class TrainingWeights
{
    /// <summary>Whether the parameters hold W_hh by rows.</summary>
    public static bool HiddenIsByRows(DirectionPlan layer) => !layer.IsDiagonal && !layer.Layout.HasPanels;

    /// <summary>How the parameters hold W_hh otherwise, for a comment.</summary>
    public static string HiddenForm(DirectionPlan layer) => layer.IsDiagonal ? "its diagonals" : "its panels";

    /// <summary>The statement that lays W_hh out by rows.</summary>
    public static string HiddenToRows(DirectionPlan layer) =>
        $"§GateMatrix.From{(layer.IsDiagonal ? "Diagonals" : "Panels")}(WeightHh{layer.Suffix}, layer.Layout, layer.WeightHhByRows);";

    /// <summary>The statement that lays W_ih out by rows, where it lies in panels.</summary>
    public static string InputToRows(DirectionPlan layer) =>
        $"§GateMatrix.FromPanels(WeightIh{layer.Suffix}, layer.Layout, layer.WeightIhByRows);";

    /// <summary>W_ih by rows, as an expression.</summary>
    public static string InputByRows(DirectionPlan layer) => layer.InputHasPanels
        ? "layer.WeightIhByRows"
        : $"new §Matrix(WeightIh{layer.Suffix}, {layer.Name}.InputSize, {layer.Name}.GateStride)";

    /// <summary>W_hh by rows, as an expression.</summary>
    public static string HiddenByRows(DirectionPlan layer) => HiddenIsByRows(layer)
        ? $"new §Matrix(WeightHh{layer.Suffix}, {layer.Name}.HiddenSize, {layer.Name}.GateStride)"
        : "layer.WeightHhByRows";
}
