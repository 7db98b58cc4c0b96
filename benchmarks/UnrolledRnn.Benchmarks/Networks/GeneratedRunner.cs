using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>A generated network, called as an application calls it: by its own type.</summary>
internal sealed class GeneratedRunner<TNetwork, TState>(
    TNetwork network, int streams, GeneratedRunner<TNetwork, TState>.Call steps, GeneratedRunner<TNetwork, TState>.Call sequence)
    : INetworkRunner
    where TNetwork : class, IRecurrentNetwork<TNetwork>
    where TState : struct
{
    private const int CacheLine = 64;

    /// <summary>As many places as a page has cache lines.</summary>
    private const int Places = 4096 / CacheLine;

    private readonly byte[] _memory = new byte[(streams * Unsafe.SizeOf<TState>()) + (Places * CacheLine)];
    private int _place;

    /// <summary>Runs a network over T steps.</summary>
    public delegate void Call(TNetwork network, ReadOnlySpan<float> inputs, Span<float> outputs, Span<TState> states);

    private Span<TState> States => MemoryMarshal.Cast<byte, TState>(_memory.AsSpan(_place * CacheLine))[..streams];

    public void Reset() => States.Clear();

    public void MoveState()
    {
        Span<TState> states = States;
        _place = (_place + 1) % Places;
        states.CopyTo(States);
    }

    public void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs) => steps(network, inputs, outputs, States);

    public void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs) => sequence(network, inputs, outputs, States);
}
