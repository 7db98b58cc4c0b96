namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>A generated network, called as an application calls it: by its own type.</summary>
internal sealed class GeneratedRunner<TNetwork, TState>(
    TNetwork network, int streams, GeneratedRunner<TNetwork, TState>.Call steps, GeneratedRunner<TNetwork, TState>.Call sequence) : INetworkRunner
    where TNetwork : class, IRecurrentNetwork<TNetwork>
    where TState : struct
{
    private readonly TState[] _states = new TState[streams];

    /// <summary>Runs a network over T steps.</summary>
    public delegate void Call(TNetwork network, ReadOnlySpan<float> inputs, Span<float> outputs, Span<TState> states);

    public void Reset() => _states.AsSpan().Clear();

    public void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs) => steps(network, inputs, outputs, _states);

    public void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs) => sequence(network, inputs, outputs, _states);
}
