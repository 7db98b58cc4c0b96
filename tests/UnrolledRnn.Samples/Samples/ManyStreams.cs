namespace UnrolledRnn.Samples;

/// <summary>Thousands of streams through one network: each has a state, and values come for some of them at a time.</summary>
[UnrolledRnn(inputSize: 4, hiddenSize: 16, outputSize: 1, sequenceLength: 16, Cell = RnnCell.Gru)]
public sealed partial class StreamFilter
{
    private readonly State[] _states = new State[5000];

    /// <summary>Values for some streams.</summary>
    /// <param name="streams">Which streams they are for.</param>
    /// <param name="values">[streams, 4]</param>
    /// <param name="outputs">[streams]</param>
    public void Receive(ReadOnlySpan<int> streams, ReadOnlySpan<float> values, Span<float> outputs)
    {
        for (int i = 0; i < streams.Length; i++)
        {
            Step(values.Slice(i * InputSize, InputSize), outputs.Slice(i, 1), ref _states[streams[i]]);
        }
    }

    /// <summary>A value for each stream: each weight read serves several of them.</summary>
    public void ReceiveAll(ReadOnlySpan<float> values, Span<float> outputs) => StepMany(values, outputs, _states);
}
