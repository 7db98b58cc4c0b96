namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Where the vectors of a reference state lie in a network's state: one after the other, each padded to 16 floats.</summary>
internal sealed class StateLayout(IReadOnlyList<int> sizes)
{
    private const int Line = 16;

    /// <summary>Floats of a network's state.</summary>
    public int PaddedSize { get; } = sizes.Sum(Padded);

    private int PackedSize { get; } = sizes.Sum();

    /// <summary>[B, sum of the sizes] → [B, StateSize], with zeros between.</summary>
    public float[] Pad(float[] packed)
    {
        float[] padded = new float[packed.Length / PackedSize * PaddedSize];
        ForEachVector(packed.Length / PackedSize, (from, to, size) => packed.AsSpan(from, size).CopyTo(padded.AsSpan(to)));
        return padded;
    }

    /// <summary>[B, StateSize] → [B, sum of the sizes]</summary>
    public float[] Pack(float[] padded)
    {
        float[] packed = new float[padded.Length / PaddedSize * PackedSize];
        ForEachVector(padded.Length / PaddedSize, (to, from, size) => padded.AsSpan(from, size).CopyTo(packed.AsSpan(to)));
        return packed;
    }

    private static int Padded(int size) => (size + Line - 1) / Line * Line;

    private void ForEachVector(int batchSize, Action<int, int, int> action)
    {
        int packed = 0;
        int padded = 0;
        for (int b = 0; b < batchSize; b++)
        {
            foreach (int size in sizes)
            {
                action(packed, padded, size);
                packed += size;
                padded += Padded(size);
            }
        }
    }
}
