using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Peers.Onnx;

/// <summary>ONNX Runtime, with a model of one step and a model of a whole sequence.</summary>
internal sealed class OnnxPeer(CellWeights weights, int streams = 1) : INetworkRunner, IDisposable
{
    private readonly OnnxSession _step = new(weights, steps: 1, streams);
    private readonly OnnxSession _sequence = new(weights, MeasuredNetwork.SequenceLength, streams);

    public void Reset()
    {
        _step.Reset();
        _sequence.Reset();
    }

    public void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        while (!inputs.IsEmpty)
        {
            Run(_step, inputs[.._step.Inputs.Length], outputs);
            inputs = inputs[_step.Inputs.Length..];
            outputs = outputs[_step.Outputs.Length..];
        }
    }

    public void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs) => Run(_sequence, inputs, outputs);

    public void Dispose()
    {
        _step.Dispose();
        _sequence.Dispose();
    }

    private static void Run(OnnxSession session, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        inputs.CopyTo(session.Inputs);
        session.Run();
        session.Outputs.CopyTo(outputs);
    }
}
