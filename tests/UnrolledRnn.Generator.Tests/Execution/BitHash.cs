using System.Runtime.InteropServices;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>A hash (FNV-1a) of the bits of floats.</summary>
internal sealed class BitHash
{
    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(ReadOnlySpan<float> values)
    {
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
        {
            Value = (Value ^ bits) * 1099511628211;
        }
    }
}
