using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The sizes and offsets of each layer, by the names that the other files use, and rows of floats for local variables.</summary>
internal static class ConstantsEmitter
{
    /// <summary>Prints the file.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="otherFiles">The other files of the network, whose rows of floats are declared.</param>
    public static EmittedFile Emit(KernelPlan plan, IEnumerable<EmittedFile> otherFiles)
    {
        SortedSet<int> lengths = [.. otherFiles.SelectMany(file => file.Rows)];
        return EmittedFile.Write(plan.Spec.Target, writer =>
        {
            foreach (LayerPlan layer in plan.Layers.OrderBy(layer => layer is not RecurrentPlan))
            {
                LayerEmitter.Of(layer).EmitConstants(writer, plan.Spec);
            }

            EmitOffsets(writer, plan);
            foreach (int length in lengths)
            {
                writer.BlankLine();
                writer.Write(
                    $$"""
                    [§InlineArray({{length}})]
                    ¤private struct Floats{{length}}
                    {
                        private float _element;
                    }
                    """);
            }
        });
    }

    private static void EmitOffsets(SourceWriter writer, KernelPlan plan)
    {
        writer.Write("// Where each block of parameters begins in their buffer.");
        using (writer.Braces("¤private static class Offset"))
        {
            foreach (ParameterBlock block in plan.Parameters.Blocks)
            {
                writer.Write($"public const int {block.Name} = {block.Offset};");
            }
        }
    }
}
