using Microsoft.ML.OnnxRuntime;
using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Peers.Onnx;

/// <summary>
/// One model in ONNX Runtime as fast as it goes: one thread, values allocated once over arrays of ours, and two bindings
/// that take turns, so that the state that one call writes is the state that the next one reads.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private readonly List<float[]> _states = [];
    private int _turn;

    public OnnxSession(CellWeights weights, int steps, int streams)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // For models as small as these, planning and pooling memory cost more than they save.
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
        };
        _session = new InferenceSession(OnnxModel.Create(weights, steps, streams), options);
        Inputs = new float[steps * streams * weights.InputSize];
        Outputs = new float[steps * streams * weights.OutputSize];
        OrtValue input = Value(Inputs, [steps, streams, weights.InputSize]);
        OrtValue output = Value(Outputs, [.. _session.OutputMetadata["O"].Dimensions.Select(dimension => (long)dimension)]);
        _bindings = [_session.CreateIoBinding(), _session.CreateIoBinding()];
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.BindInput("X", input);
            binding.BindOutput("O", output);
        }

        foreach (string state in weights.Cell == CellKind.Lstm ? (string[])["H", "C"] : ["H"])
        {
            OrtValue[] values = [State(streams, weights.HiddenSize), State(streams, weights.HiddenSize)];
            for (int turn = 0; turn < 2; turn++)
            {
                _bindings[turn].BindInput(state + "0", values[turn]);
                _bindings[turn].BindOutput(state + "T", values[1 - turn]);
            }
        }
    }

    /// <summary>The memory that the model reads.</summary>
    public float[] Inputs { get; }

    /// <summary>The memory that the model writes.</summary>
    public float[] Outputs { get; }

    public void Reset() => _states.ForEach(Array.Clear);

    public void Run()
    {
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn ^= 1;
    }

    public void Dispose()
    {
        foreach (IDisposable owned in (IEnumerable<IDisposable>)[.. _bindings, .. _values, _options, _session])
        {
            owned.Dispose();
        }
    }

    private OrtValue State(int streams, int hiddenSize)
    {
        float[] memory = new float[streams * hiddenSize];
        _states.Add(memory);
        return Value(memory, [1, streams, hiddenSize]);
    }

    private OrtValue Value(float[] memory, long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}
