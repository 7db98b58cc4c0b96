using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Where a network's methods find the weights that they hand to a kernel.</summary>
internal static class NetworkWeights
{
    /// <summary>
    /// The arguments for the parameters of a kernel; the portable kernels read floats that are rounded to the narrow format.
    /// </summary>
    public static string Arguments(KernelPlan plan, VectorText vector) => (plan.Spec.Weights, vector.Width.IsPortable) switch
    {
        (Storage.Float32, _) => "ref _parameters.Reference",
        (_, true) => "ref Narrow().RoundedParameters",
        _ => "ref _parameters.Reference, ref Narrow().Words",
    };
}
