namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>Every network that is measured.</summary>
internal static class NetworkCatalog
{
    /// <summary>The networks of the short table.</summary>
    public static IEnumerable<MeasuredNetwork> Short => [.. ElmanNetworks.Short, .. LstmNetworks.Short, .. GruNetworks.Short];

    /// <summary>More sizes, and several inputs and outputs.</summary>
    public static IEnumerable<MeasuredNetwork> Further => [.. ElmanNetworks.Further, .. LstmNetworks.Further, .. GruNetworks.Further];
}
