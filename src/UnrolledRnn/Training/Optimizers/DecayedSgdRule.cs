using System.Numerics;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>p ← (1 - λ η) p - η g, as in PyTorch's ASGD.</summary>
/// <param name="lambda">λ.</param>
internal readonly struct DecayedSgdRule(float lambda) : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(
        Vector<float> gradient,
        Vector<float> rate,
        ref Vector<float> parameter,
        ref Vector<float> first,
        ref Vector<float> second,
        ref Vector<float> third) =>
        parameter = (parameter * (Vector<float>.One - (rate * lambda))) - (gradient * rate);
}
