namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>
/// Where the vectors of a reference state lie in a network's state: one after the other, each padded to 16 floats. A network that
/// remembers nothing has 16 unused floats.
/// </summary>
internal sealed class StateLayout(IReadOnlyList<int> sizes)
{
    private const int Line = 16;

    /// <summary>Floats of a network's state.</summary>
    public int PaddedSize { get; } = Math.Max(Line, sizes.Sum(Padded));

    private int PackedSize { get; } = sizes.Sum();

    /// <summary>[B, sum of the sizes] → [B, StateSize], with zeros between.</summary>
    public float[] Pad(float[] packed, int batchSize)
    {
        float[] padded = new float[batchSize * PaddedSize];
        ForEachVector(batchSize, (from, to, size) => packed.AsSpan(from, size).CopyTo(padded.AsSpan(to)));
        return padded;
    }

    /// <summary>[B, StateSize] → [B, sum of the sizes]</summary>
    public float[] Pack(float[] padded)
    {
        int batchSize = padded.Length / PaddedSize;
        float[] packed = new float[batchSize * PackedSize];
        ForEachVector(batchSize, (to, from, size) => padded.AsSpan(from, size).CopyTo(packed.AsSpan(to)));
        return packed;
    }

    private static int Padded(int size) => (size + Line - 1) / Line * Line;

    private void ForEachVector(int batchSize, Action<int, int, int> action)
    {
        int packed = 0;
        for (int b = 0; b < batchSize; b++)
        {
            int padded = b * PaddedSize;
            foreach (int size in sizes)
            {
                action(packed, padded, size);
                packed += size;
                padded += Padded(size);
            }
        }
    }
}
