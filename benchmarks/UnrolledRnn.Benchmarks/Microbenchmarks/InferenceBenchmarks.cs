using BenchmarkDotNet.Attributes;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Peers.Onnx;

namespace UnrolledRnn.Benchmarks.Microbenchmarks;

/// <summary>Steps and sequences of every network, beside other ways to compute the same; times are per step of all streams.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private INetworkRunner? _generated;
    private OnnxPeer? _onnx;
    private TensorPrimitivesPeer? _tensorPrimitives;
    private PlainLoop? _plainLoop;
    private float[] _inputs = [];
    private float[] _outputs = [];

    /// <summary>The names of the networks.</summary>
    public static IEnumerable<string> Names => NetworkCatalog.Short.Concat(NetworkCatalog.Further).Select(network => network.Name);

    /// <summary>The name of the network.</summary>
    [ParamsSource(nameof(Names))]
    public string Network { get; set; } = "";

    /// <summary>Checks that all compute the same, and prepares them.</summary>
    [GlobalSetup]
    public void Setup()
    {
        MeasuredNetwork network = NetworkCatalog.Short.Concat(NetworkCatalog.Further).Single(network => network.Name == Network);
        PeerAgreement.Check(network);
        _generated = network.Generated;
        _onnx = new OnnxPeer(network.Weights, network.Streams);
        _tensorPrimitives = new TensorPrimitivesPeer(network.Weights, network.Streams);
        _plainLoop = new PlainLoop(network.Weights, network.Streams);
        _inputs = network.CreateInputs();
        _outputs = new float[network.OutputLength];
    }

    /// <summary>Frees the models.</summary>
    [GlobalCleanup]
    public void Cleanup() => _onnx?.Dispose();

    /// <summary>One call for each step.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void Step() => _generated!.RunSteps(_inputs, _outputs);

    /// <summary>One call for all steps.</summary>
    [Benchmark(OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void Forward() => _generated!.RunSequence(_inputs, _outputs);

    /// <summary>ONNX Runtime, one call for each step.</summary>
    [Benchmark(OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void OnnxStep() => _onnx!.RunSteps(_inputs, _outputs);

    /// <summary>ONNX Runtime, one call for all steps.</summary>
    [Benchmark(OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void OnnxSequence() => _onnx!.RunSequence(_inputs, _outputs);

    /// <summary>.NET's vectorised library.</summary>
    [Benchmark(OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void TensorPrimitives() => _tensorPrimitives!.RunSteps(_inputs, _outputs);

    /// <summary>Loops over rows and columns.</summary>
    [Benchmark(OperationsPerInvoke = MeasuredNetwork.SequenceLength)]
    public void PlainLoop() => _plainLoop!.RunSteps(_inputs, _outputs);
}
