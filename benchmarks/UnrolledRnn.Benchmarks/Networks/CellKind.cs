namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>The cells that are measured; the value is the number of gates, each of which has H rows of weights.</summary>
internal enum CellKind
{
    Elman = 1,
    Gru = 3,
    Lstm = 4,
}
