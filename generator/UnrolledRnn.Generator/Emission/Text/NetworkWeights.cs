using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Where a network's methods find the weights that they hand to a kernel.</summary>
internal static class NetworkWeights
{
    /// <summary>The arguments for the parameters of a kernel.</summary>
    public static string Arguments(KernelPlan plan) => plan.Spec.HasNarrowWeights
        ? "ref _parameters.Reference, ref Narrow().Words"
        : "ref _parameters.Reference";
}
