using System.Text.RegularExpressions;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The sizes and offsets of each layer, by the names that the other files use, and rows of floats for local variables.</summary>
internal static class ConstantsEmitter
{
    private static readonly Regex FloatsName = new(@"\bFloats(?<length>\d+)\b", RegexOptions.CultureInvariant);

    /// <summary>Prints the file.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="otherFiles">The other files of the network, whose rows of floats are declared.</param>
    public static string Emit(KernelPlan plan, IEnumerable<string> otherFiles)
    {
        SortedSet<int> lengths = [.. otherFiles.SelectMany(file => FloatsName.Matches(file).Cast<Match>()).Select(match => int.Parse(match.Groups["length"].Value))];
        return EmittedFile.Write(plan.Spec.Target, "{0}", writer =>
        {
            foreach (RecurrentPlan layer in plan.Recurrent)
            {
                EmitRecurrent(writer, plan, layer);
            }

            foreach (DensePlan layer in plan.Front is null ? plan.Dense : plan.Dense.Prepend(plan.Front))
            {
                EmitDense(writer, layer);
            }

            EmitOffsets(writer, plan);
            foreach (int length in lengths)
            {
                writer.BlankLine();
                writer.Write(
                    $$"""
                    [InlineArray({{length}})]
                    private struct Floats{{length}}
                    {
                        private float _element;
                    }
                    """);
            }
        });
    }

    private static void EmitRecurrent(SourceWriter writer, KernelPlan plan, RecurrentPlan layer)
    {
        writer.Write($"// {layer.Cell}: {layer.InputSize} → {layer.HiddenSize}{(layer.IsReverse ? ", from the last step to the first" : "")}. Hidden{(layer.Definition.HasCellState ? " and Cell are" : " is")} where its state lies in State.");
        using (writer.Braces($"private static class {layer.Name}"))
        {
            writer.Write(
                $"""
                public const int InputSize = {layer.InputSize};
                public const int HiddenSize = {layer.HiddenSize};
                public const int HiddenStride = {layer.HiddenStride};
                public const int GateStride = {layer.Layout.Stride};
                public const int Hidden = {layer.HiddenOffset};
                """);
            if (layer.Definition.HasCellState)
            {
                writer.Write($"public const int Cell = {layer.CellOffset};");
            }

            bool narrow = plan.Spec.Weights != Storage.Float32;
            if (narrow)
            {
                writer.Write($"public const int NarrowStride = {layer.NarrowStride};");
            }

            if (layer.Layout.HasPanels)
            {
                EmitPanels(writer, layer, narrow);
            }
        }

        writer.BlankLine();
    }

    private static void EmitPanels(SourceWriter writer, RecurrentPlan layer, bool narrow)
    {
        GateLayout layout = layer.Layout;
        writer.Write(
            $"""
            public const int PanelStride = {layout.PanelStride};
            public const int LastPanel = {layout.LastPanel};
            public const int LastPanelStride = {layout.LastPanelStride};
            """);
        if (narrow)
        {
            writer.Write(
                $"""
                public const int NarrowPanelStride = {RecurrentPlan.NarrowStrideOf(layout.PanelStride)};
                public const int NarrowLastPanel = {RecurrentPlan.NarrowStrideOf(layout.LastPanel)};
                public const int NarrowLastPanelStride = {RecurrentPlan.NarrowStrideOf(layout.LastPanelStride)};
                """);
        }
    }

    private static void EmitDense(SourceWriter writer, DensePlan layer)
    {
        writer.Write($"// Dense: {layer.InputSize} → {layer.OutputSize}.");
        using (writer.Braces($"private static class {layer.Name}"))
        {
            writer.Write(
                $"""
                public const int InputSize = {layer.InputSize};
                public const int InputStride = {layer.InputStride};
                public const int OutputSize = {layer.OutputSize};
                public const int Stride = {layer.Stride};
                """);
        }

        writer.BlankLine();
    }

    private static void EmitOffsets(SourceWriter writer, KernelPlan plan)
    {
        writer.Write("// Where each matrix and bias begins in the parameter buffer.");
        using (writer.Braces("private static class Offset"))
        {
            foreach (ParameterBlock block in plan.Parameters.Blocks)
            {
                writer.Write($"public const int {block.Name} = {block.Offset};");
            }
        }
    }
}
