using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Where a kernel finds the rows of a layer's weights.</summary>
internal sealed class WeightText(SourceWriter writer, VectorText vector, DirectionPlan layer, Storage storage)
{
    private static readonly string[] Matrices = ["WeightIh", "WeightHh"];

    /// <summary>The parameters of the kernels that give the weights.</summary>
    public static string Parameters(Storage storage) =>
        storage == Storage.Float32 ? "ref float weights" : "ref float weights, ref uint narrow";

    /// <summary>In what the kernels of a layer read its matrices.</summary>
    public static Storage StorageOf(LayerPlan layer) => layer is DensePlan dense ? dense.Storage : Storage.Float32;

    /// <summary>The arguments for <see cref="Parameters"/> inside of a kernel.</summary>
    public static string Arguments(Storage storage) => storage == Storage.Float32 ? "ref weights" : "ref weights, ref narrow";

    /// <summary>How their vectors are read.</summary>
    public WeightReader Reader { get; } = new(writer, vector, storage);

    /// <summary>Whether the kernels read a narrow copy.</summary>
    public bool IsNarrow => Reader.IsNarrow;

    /// <summary>Floats or words from one row to the next, by name.</summary>
    public string Stride => IsNarrow ? $"{layer.Name}.NarrowStride" : $"{layer.Name}.GateStride";

    /// <summary>The type of what a row is made of.</summary>
    public string Element => Reader.Element;

    /// <summary>The reference that offsets count from.</summary>
    public string Reference => IsNarrow ? "narrow" : "weights";

    /// <summary>Where a matrix begins.</summary>
    public string Matrix(string name) => (IsNarrow ? "NarrowOffset." : "Offset.") + name + layer.Suffix;

    /// <summary>Where the columns of a unit begin in the narrow rows, from the variable that counts units.</summary>
    public string ColumnsFrom(string unit) => $"{unit} * {layer.Layout.Gates} / 2";

    /// <summary>The rows of a matrix for a panel of units.</summary>
    /// <param name="matrix">WeightIh or WeightHh.</param>
    /// <param name="unit">The variable that counts units where the panel is in a loop, or null.</param>
    public WeightRows Rows(string matrix, string? unit)
    {
        if (!IsInPanels(matrix))
        {
            return new WeightRows(LoopReference(unit), Matrix(matrix), Stride);
        }

        string narrow = IsNarrow ? "Narrow" : "";
        return unit is null
            ? new WeightRows(
                Reference, $"{Matrix(matrix)} + ({layer.Name}.{narrow}LastPanel * {RowsOf(matrix)})",
                $"{layer.Name}.{narrow}LastPanelStride", layer.Layout.LastPanel)
            : new WeightRows(PanelName(matrix), "0", $"{layer.Name}.{narrow}PanelStride");
    }

    /// <summary>Whether the rows of a matrix lie in panels of units.</summary>
    public bool IsInPanels(string matrix) => matrix == "WeightIh" ? layer.InputHasPanels : layer.Layout.HasPanels;

    /// <summary>Whether a loop over units reads columns of whole rows in the narrow copy.</summary>
    public bool ReadsNarrowColumns(bool withInput = true, bool withHidden = true) =>
        IsNarrow && ((withInput && !IsInPanels("WeightIh")) || (withHidden && !IsInPanels("WeightHh")));

    /// <summary>Prints the references to the rows of the matrices that lie in panels, in a loop over units.</summary>
    /// <param name="panel">The variable with the first unit of the panel.</param>
    /// <param name="unit">The variable with the first unit of the round, where a panel has several; or null.</param>
    /// <param name="withInput">Whether W_ih is read.</param>
    /// <param name="withHidden">Whether W_hh is read.</param>
    public void EmitPanels(string panel, string? unit = null, bool withInput = true, bool withHidden = true)
    {
        foreach (string matrix in Matrices.Where(matrix => IsInPanels(matrix) && (matrix == "WeightIh" ? withInput : withHidden)))
        {
            string start = $"{Matrix(matrix)} + ({Columns(panel)} * {RowsOf(matrix)}){(unit is null ? "" : $" + ({Columns($"({unit} - {panel})")})")}";
            writer.Write($"ref {Element} {PanelName(matrix)} = ref §Unsafe.Add(ref {Reference}, {start});");
        }
    }

    /// <summary>The reference to the columns of a unit: that of a loop where there is one.</summary>
    private string LoopReference(string? unit) => unit is null ? Reference : IsNarrow ? "narrowColumns" : "columns";

    private static string PanelName(string matrix) => matrix == "WeightIh" ? "panelIh" : "panelHh";

    private string RowsOf(string matrix) => $"{layer.Name}.{(matrix == "WeightIh" ? "InputSize" : "HiddenSize")}";

    private string Columns(string unit) => IsNarrow ? ColumnsFrom(unit) : layer.Layout.Gates == 1 ? unit : $"{unit} * {layer.Layout.Gates}";
}
