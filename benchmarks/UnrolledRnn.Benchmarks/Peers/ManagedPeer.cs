using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Peers;

/// <summary>A network in ordinary C#: a sequence is one step after the other.</summary>
internal abstract class ManagedPeer : INetworkRunner
{
    private readonly StreamState[] _states;

    protected ManagedPeer(CellWeights weights, int streams)
    {
        Weights = weights;
        _states =
            [.. Enumerable.Range(0, streams).Select(_ => new StreamState(new float[weights.HiddenSize], new float[weights.HiddenSize]))];
    }

    protected CellWeights Weights { get; }

    public void Reset()
    {
        foreach (StreamState state in _states)
        {
            state.Hidden.AsSpan().Clear();
            state.Cell.AsSpan().Clear();
        }
    }

    public void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        while (!inputs.IsEmpty)
        {
            foreach (StreamState state in _states)
            {
                Step(inputs[..Weights.InputSize], outputs[..Weights.OutputSize], state);
                inputs = inputs[Weights.InputSize..];
                outputs = outputs[Weights.OutputSize..];
            }
        }
    }

    public void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs) => RunSteps(inputs, outputs);

    /// <summary>One step of one stream.</summary>
    protected abstract void Step(ReadOnlySpan<float> input, Span<float> output, StreamState state);

    /// <summary>h and c of one stream.</summary>
    protected sealed record StreamState(float[] Hidden, float[] Cell);
}
