using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>A layer, and where it is written.</summary>
internal sealed record DeclaredLayer(LayerSpec Spec, OptionReader Options, LocationInfo Location)
{
    /// <summary>The size that the layer declares, if any.</summary>
    public int? Size => Spec switch
    {
        EmbeddingSpec embedding => embedding.Size,
        DenseSpec dense => dense.Size,
        RecurrentSpec recurrent => recurrent.HiddenSize,
        _ => null,
    };

    /// <summary>Where that size is written.</summary>
    public LocationInfo SizeLocation => Spec is RecurrentSpec ? Options.LocationOf("hiddenSize", 1) : Options.LocationOf("size", 0);
}
