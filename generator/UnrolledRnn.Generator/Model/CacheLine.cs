namespace UnrolledRnn.Generator.Model;

/// <summary>The unit of memory: rows of parameters, states and values begin on a cache line.</summary>
internal static class CacheLine
{
    /// <summary>Floats in a cache line, to which rows are padded.</summary>
    public const int Floats = 16;

    /// <summary>The next multiple of a cache line.</summary>
    public static long Padded(long size) => (size + Floats - 1) / Floats * Floats;
}
