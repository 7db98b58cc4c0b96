using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints the sizes of a direction of a recurrent layer.</summary>
internal static class RecurrentConstants
{
    /// <summary>The name of the number of values of c.</summary>
    public static string CellSize(DirectionPlan layer) => layer.Projection is null ? $"{layer.Name}.HiddenSize" : $"{layer.Name}.CellSize";

    public static void Emit(SourceWriter writer, DirectionPlan layer, bool isNarrow)
    {
        bool hasCell = layer.Definition.HasCellState;
        writer.Write(
            $"// {layer.Spec.Cell}: {layer.InputSize} → {layer.StateSize}{(layer.IsReverse ? ", from the last step to the first" : "")}. Hidden{(hasCell ? " and Cell are" : " is")} where its state lies in State.");
        using (writer.Braces($"¤private static class {layer.Name}"))
        {
            writer.Write(
                $"""
                public const int InputSize = {layer.InputSize};
                public const int HiddenSize = {layer.StateSize};
                public const int HiddenStride = {layer.HiddenStride};
                public const int GateStride = {layer.Layout.Stride};
                public const int Hidden = {layer.HiddenOffset};
                """);
            if (hasCell)
            {
                writer.Write($"public const int Cell = {layer.CellOffset};");
            }

            if (layer.Projection is not null)
            {
                writer.Write($"public const int CellSize = {layer.HiddenSize};");
            }

            if (isNarrow)
            {
                writer.Write($"public const int NarrowStride = {layer.NarrowStride};");
            }

            if (layer.Layout.HasPanels)
            {
                EmitPanels(writer, layer, isNarrow);
            }
        }

        writer.BlankLine();
        if (layer.Projection is DensePlan projection)
        {
            FeedForwardEmitter.Of(projection).EmitConstants(writer, null!);
        }
    }

    private static void EmitPanels(SourceWriter writer, DirectionPlan layer, bool isNarrow)
    {
        GateLayout layout = layer.Layout;
        writer.Write(
            $"""
            public const int PanelStride = {layout.PanelStride};
            public const int LastPanel = {layout.LastPanel};
            public const int LastPanelStride = {layout.LastPanelStride};
            """);
        if (isNarrow)
        {
            writer.Write(
                $"""
                public const int NarrowPanelStride = {DirectionPlan.NarrowStrideOf(layout.PanelStride)};
                public const int NarrowLastPanel = {DirectionPlan.NarrowStrideOf(layout.LastPanel)};
                public const int NarrowLastPanelStride = {DirectionPlan.NarrowStrideOf(layout.LastPanelStride)};
                """);
        }
    }
}
