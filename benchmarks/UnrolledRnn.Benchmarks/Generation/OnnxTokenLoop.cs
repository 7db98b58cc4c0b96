using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>
/// ONNX Runtime generating tokens as fast as it goes: one thread, values allocated once over arrays of ours, and two bindings that take
/// turns, so that the state that one step writes is the state that the next one reads.
/// </summary>
internal sealed class OnnxTokenLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private readonly long[] _token = [0];
    private readonly float[] _logits = new float[WordGenerators.Vocabulary];
    private int _turn;

    public OnnxTokenLoop(WordGenerator network)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(OnnxWordModel.Create(network), options);
        OrtValue token = Keep(OrtValue.CreateTensorValueFromMemory(_token, [1, 1]));
        OrtValue logits = Keep(OrtValue.CreateTensorValueFromMemory(_logits, [1, WordGenerators.Vocabulary]));
        _bindings = [_session.CreateIoBinding(), _session.CreateIoBinding()];
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.BindInput("TOKEN", token);
            binding.BindOutput("O", logits);
        }

        for (int i = 0; i < WordGenerators.Layers.Length; i++)
        {
            foreach (char kind in "HC")
            {
                Bind(kind, i);
            }
        }
    }

    /// <summary>The logits behind tokens, from zeros.</summary>
    public float[] LogitsBehind(ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            _token[0] = token;
            Step();
        }

        return [.. _logits];
    }

    /// <summary>The likeliest token, and the step of it.</summary>
    public void Greedy()
    {
        _token[0] = TensorPrimitives.IndexOfMax<float>(_logits);
        Step();
    }

    public void Dispose()
    {
        foreach (IDisposable owned in (IEnumerable<IDisposable>)[.. _bindings, .. _values, _options, _session])
        {
            owned.Dispose();
        }
    }

    private void Step()
    {
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn ^= 1;
    }

    private void Bind(char kind, int layer)
    {
        int units = WordGenerators.Layers[layer].Units;
        OrtValue[] states =
        [
            Keep(OrtValue.CreateTensorValueFromMemory(new float[units], [1, 1, units])),
            Keep(OrtValue.CreateTensorValueFromMemory(new float[units], [1, 1, units])),
        ];
        for (int turn = 0; turn < states.Length; turn++)
        {
            _bindings[turn].BindInput(OnnxWordModel.StateName(kind, layer, isBehind: false), states[turn]);
            _bindings[turn].BindOutput(OnnxWordModel.StateName(kind, layer, isBehind: true), states[1 - turn]);
        }
    }

    private OrtValue Keep(OrtValue value)
    {
        _values.Add(value);
        return value;
    }
}
