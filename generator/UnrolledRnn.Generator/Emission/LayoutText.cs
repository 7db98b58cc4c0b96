using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>How emitted code writes the layout of a layer's gates.</summary>
internal static class LayoutText
{
    /// <summary>The arguments of its constructor.</summary>
    public static string Arguments(GateLayout layout) =>
        layout.HasPanels ? $"{layout.HiddenSize}, {layout.Gates}, PanelUnits: {layout.PanelUnits}" : $"{layout.HiddenSize}, {layout.Gates}";
}
