using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Lays out the parameters of all layers in the order in which a step reads them.</summary>
internal static class ParameterPlanner
{
    public static ParameterPlan Plan(IEnumerable<LayerPlan> layers)
    {
        List<ParameterBlock> blocks = [];
        int offset = 0;
        foreach (ParameterBlock block in layers.SelectMany(layer => layer.Parameters))
        {
            blocks.Add(block with { Offset = offset });
            offset += block.Length;
        }

        return new ParameterPlan
        {
            Blocks = new EquatableArray<ParameterBlock>(blocks),
            BufferLength = offset,
            Count = blocks.Sum(block => block.Count),
        };
    }
}
