using System.Runtime.InteropServices;

namespace UnrolledRnn.Training;

/// <summary>A number that tells data apart: FNV-1a over 32-bit words. It guards against mistakes, not against attacks.</summary>
internal struct Fingerprint()
{
    private ulong _hash = 14695981039346656037;

    /// <summary>The number.</summary>
    public readonly ulong Value => _hash;

    /// <summary>Adds numbers and their count.</summary>
    public void Add(ReadOnlySpan<float> values) => Add(MemoryMarshal.Cast<float, int>(values));

    /// <inheritdoc cref="Add(ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<int> values)
    {
        Add(values.Length);
        foreach (int value in values)
        {
            Add(value);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(int value) => _hash = (_hash ^ (uint)value) * 1099511628211;
}
