using BenchmarkDotNet.Attributes;

namespace UnrolledRnn.Benchmarks;

/// <summary>A step and a sequence of the small network, beside plain loops.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private readonly Elman16 _network = new(seed: 1);
    private readonly float[] _inputs = [.. Enumerable.Range(0, Elman16.SequenceLength).Select(i => MathF.Sin(i))];
    private readonly float[] _outputs = new float[Elman16.SequenceLength];
    private readonly float[] _hidden = new float[Elman16.HiddenSize];
    private readonly PlainLoopNetwork _plain;
    private Elman16.State _state;

    /// <summary>Shares the parameters.</summary>
    public InferenceBenchmarks()
    {
        _plain = PlainLoopNetwork.Of(_network);
    }

    /// <summary>64 steps, one call each.</summary>
    [Benchmark(OperationsPerInvoke = Elman16.SequenceLength)]
    public void Step()
    {
        for (int t = 0; t < _inputs.Length; t++)
        {
            _outputs[t] = _network.Step(_inputs[t], ref _state);
        }
    }

    /// <summary>64 steps in one call.</summary>
    [Benchmark(OperationsPerInvoke = Elman16.SequenceLength)]
    public void Forward() => _network.Forward(_inputs, _outputs, ref _state);

    /// <summary>64 steps of plain loops.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Elman16.SequenceLength)]
    public void PlainLoop()
    {
        for (int t = 0; t < _inputs.Length; t++)
        {
            _plain.Step(_inputs.AsSpan(t, 1), _outputs.AsSpan(t, 1), _hidden);
        }
    }
}
