using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>Runs ONNX models in ONNX Runtime, which knows nothing of this project.</summary>
internal static class OnnxRuntimeOracle
{
    /// <summary>The first output of a file for inputs [T, B, nIn], or tokens [T, B]; other inputs are states, zeros unless given.</summary>
    public static float[] Run(
        byte[] file, float[] inputs, int steps, int batchSize, Func<string, float[]?>? states = null, string layout = "TBF")
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(file, options);
        List<NamedOnnxValue> values = [];
        foreach ((string name, NodeMetadata about) in session.InputMetadata)
        {
            values.Add(values.Count == 0
                ? Sequence(name, about, inputs, steps, batchSize, layout)
                : NamedOnnxValue.CreateFromTensor(name, State(about, batchSize, states?.Invoke(name))));
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values, [session.OutputNames[0]]);
        Tensor<float> output = results[0].AsTensor<float>();
        return output.Rank == 3 && layout == "BTF" ? Swap([.. output], output.Dimensions[0], output.Dimensions[1]) : [.. output];
    }

    private static NamedOnnxValue Sequence(string name, NodeMetadata about, float[] inputs, int steps, int batchSize, string layout)
    {
        int[] shape = layout == "BTF" ? [batchSize, steps] : [steps, batchSize];
        inputs = layout == "BTF" ? Swap(inputs, steps, batchSize) : inputs;
        if (about.Dimensions.Length == 2 && about.ElementDataType == TensorElementType.Float)
        {
            return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(inputs, shape));
        }

        return about.ElementDataType == TensorElementType.Int64
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(Array.ConvertAll(inputs, token => (long)token), shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(inputs, [.. shape, inputs.Length / (steps * batchSize)]));
    }

    /// <summary>[directions, B, nHid], the same for each sequence.</summary>
    private static DenseTensor<float> State(NodeMetadata about, int batchSize, float[]? values)
    {
        int directions = about.Dimensions[0];
        int size = about.Dimensions[2];
        var state = new DenseTensor<float>([directions, batchSize, size]);
        for (int i = 0; values is not null && i < state.Length; i++)
        {
            state.SetValue(i, values[(i / (batchSize * size) * size) + (i % size)]);
        }

        return state;
    }

    /// <summary>[a, b, n] → [b, a, n]</summary>
    private static float[] Swap(float[] values, int a, int b)
    {
        float[][] rows = [.. values.Chunk(values.Length / (a * b))];
        return [.. Enumerable.Range(0, b).SelectMany(j => Enumerable.Range(0, a).SelectMany(i => rows[(i * b) + j]))];
    }
}
