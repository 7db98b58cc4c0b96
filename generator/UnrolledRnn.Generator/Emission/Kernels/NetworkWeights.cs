using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Where a network's methods find the weights that they hand to a kernel.</summary>
internal static class NetworkWeights
{
    /// <summary>The arguments for <see cref="WeightText.Parameters"/>; the portable kernels read floats that are rounded to the narrow format.</summary>
    public static string Arguments(KernelPlan plan, VectorText vector) => (plan.Spec.Weights, vector.Suffix) switch
    {
        (Storage.Float32, _) => "ref _parameters.Reference",
        (_, "AnyWidth") => "ref Narrow().RoundedParameters",
        _ => "ref _parameters.Reference, ref Narrow().Words",
    };
}
