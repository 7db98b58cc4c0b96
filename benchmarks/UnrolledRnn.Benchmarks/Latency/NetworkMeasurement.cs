using System.Runtime.Intrinsics;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Peers.Onnx;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>A network and its peers, timed in turns, the clock and the memory beside them.</summary>
internal sealed class NetworkMeasurement : IDisposable
{
    private readonly MeasuredNetwork _network;
    private readonly OnnxPeer _onnx;
    private readonly Timed _cycle = new(FmaPeak.Run, FmaPeak.Cycles);
    private readonly Timed _forwardReading;
    private readonly Timed _toAndFroReading;
    private readonly Timed _step;
    private readonly Timed _sequence;
    private readonly Timed _onnxStep;
    private readonly Timed _onnxSequence;
    private readonly Timed _tensorPrimitives;
    private readonly Timed _plainLoop;

    public NetworkMeasurement(MeasuredNetwork network)
    {
        _network = network;
        _onnx = new OnnxPeer(network.Weights, network.Streams);
        var reading = new WeightReading(WeightBytes);
        _forwardReading = new Timed(reading.RunForward, reading.Bytes);
        _toAndFroReading = new Timed(reading.RunToAndFro, reading.Bytes);
        _step = Steps(network.Generated);
        _sequence = Sequence(network.Generated);
        _onnxStep = Steps(_onnx);
        _onnxSequence = Sequence(_onnx);
        _tensorPrimitives = Steps(new TensorPrimitivesPeer(network.Weights, network.Streams));
        _plainLoop = Steps(new PlainLoop(network.Weights, network.Streams));
    }

    private int WeightBytes => _network.Weights.Count * _network.BytesPerWeight;

    private IEnumerable<Timed> All =>
        [_cycle, _forwardReading, _toAndFroReading, _step, _sequence, _onnxStep, _onnxSequence, _tensorPrimitives, _plainLoop];

    public void WarmUp(MeasurementPlan plan)
    {
        foreach (Timed timed in All)
        {
            timed.WarmUp(MeasurementPlan.WarmUp, plan.Round);
        }
    }

    public void MeasureRound()
    {
        _network.Generated.MoveState();
        foreach (Timed timed in All)
        {
            timed.Measure();
        }
    }

    public LatencyRow ToRow(double? barCycles) => new()
    {
        Network = _network.Name,
        MultiplyAdds = _network.Weights.MultiplyAdds,
        Has512 = Vector512.IsHardwareAccelerated,
        NanosecondsPerCycle = _cycle.Median,
        Step = Time(_step),
        StepSpread = _step.Spread,
        Sequence = Time(_sequence),
        AllocatedBytes = _step.AllocatedBytes + _sequence.AllocatedBytes,
        LimitCycles = LimitCycles(),
        BarCycles = barCycles,
        Bars = _network.Bars,
        OnnxStep = _onnxStep.Median,
        OnnxSequence = _onnxSequence.Median,
        TensorPrimitives = _tensorPrimitives.Median,
        PlainLoop = _plainLoop.Median,
    };

    public void Dispose() => _onnx.Dispose();

    /// <summary>Streams that step together need to read the weights once.</summary>
    private double LimitCycles()
    {
        double computing = (double)_network.Weights.MultiplyAdds / FmaPeak.MultiplyAddsPerCycle;
        double perByte = Math.Min(Cycles(_forwardReading), Cycles(_toAndFroReading));
        return Math.Max(computing, perByte * WeightBytes / _network.Streams);
    }

    private double Cycles(Timed timed) => Statistics.MedianRatio(timed.Nanoseconds, _cycle.Nanoseconds);

    private PathTime Time(Timed timed) => new(timed.Median, Cycles(timed));

    private Timed Steps(INetworkRunner runner)
    {
        float[] inputs = _network.CreateInputs();
        float[] outputs = new float[_network.OutputLength];
        return new Timed(() => runner.RunSteps(inputs, outputs), MeasuredNetwork.SequenceLength * _network.Streams);
    }

    private Timed Sequence(INetworkRunner runner)
    {
        float[] inputs = _network.CreateInputs();
        float[] outputs = new float[_network.OutputLength];
        return new Timed(() => runner.RunSequence(inputs, outputs), MeasuredNetwork.SequenceLength * _network.Streams);
    }
}
