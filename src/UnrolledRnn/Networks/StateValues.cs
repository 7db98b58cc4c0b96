using System.Numerics;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn;

/// <summary>Looks after states that run for a long time. Each takes a few nanoseconds: once for each block of samples is little.</summary>
public static class StateValues
{
    /// <summary>Below it, floats have fewer digits the smaller they are, and many processors compute with them more slowly.</summary>
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>
    /// Whether no value is NaN or infinite. One such input makes every later output of a running state NaN: ask now and then, and begin
    /// anew where the answer is no.
    /// </summary>
    /// <param name="states">One state or several.</param>
    public static bool IsFinite(ReadOnlySpan<float> states) => Finite.All(states);

    /// <summary>
    /// Sets subnormal values, nearer to 0 than 1.2e-38, to 0. A state that decays through silence can stay among them for ever, and a
    /// step then takes up to twice as long.
    /// </summary>
    /// <param name="states">One state or several.</param>
    public static void FlushSubnormals(Span<float> states)
    {
        ref float first = ref MemoryMarshal.GetReference(states);
        var smallest = new Vector<float>(SmallestNormal);
        int i = 0;
        for (; i <= states.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> values = Vector.LoadUnsafe(ref first, (nuint)i);
            Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), smallest), Vector<float>.Zero, values)
                .StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < states.Length; i++)
        {
            states[i] = MathF.Abs(states[i]) < SmallestNormal ? 0 : states[i];
        }
    }
}
