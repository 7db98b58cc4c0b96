using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>How the sums of a recurrent layer start from its biases.</summary>
internal static class BiasText
{
    /// <summary>The biases of a vector of sums, or null in a layer without.</summary>
    public static string? Load(VectorText vector, DirectionPlan layer, SumVector sums, string parameters) => layer.Spec.HasBias
        ? vector.Load(parameters, Expressions.Sum((sums.HiddenBias ? "Offset.BiasHn" : "Offset.BiasH") + layer.Suffix, sums.Column))
        : null;
}
