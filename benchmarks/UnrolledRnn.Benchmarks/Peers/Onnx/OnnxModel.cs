using UnrolledRnn.Benchmarks.Networks;
using static UnrolledRnn.Benchmarks.Peers.Onnx.OnnxMessage;

namespace UnrolledRnn.Benchmarks.Peers.Onnx;

/// <summary>
/// A network as an ONNX model: a recurrent operator and a linear layer. Inputs X [T, B, nIn], H0 and C0 [1, B, H]; outputs
/// O, T·B·nOut values, HT and CT. C0 and CT belong to the LSTM alone.
/// </summary>
internal static class OnnxModel
{
    private const long OperatorSet = 14;

    public static byte[] Create(CellWeights weights, int steps, int streams)
    {
        int hiddenSize = weights.HiddenSize;
        int rows = weights.InputBias.Length;
        bool hasCellState = weights.Cell == CellKind.Lstm;
        long[] stateShape = [1, streams, hiddenSize];

        // The last hidden state is all that a single step has to hand to the linear layer.
        string hidden = steps == 1 ? "HT" : "Y";
        long[] outputShape = steps == 1 ? [1, streams, weights.OutputSize] : [steps, 1, streams, weights.OutputSize];
        string[] recurrentInputs = ["X", "W", "R", "B", "", "H0", .. (string[])(hasCellState ? ["C0"] : [])];
        string[] recurrentOutputs = [steps == 1 ? "" : "Y", "HT", .. (string[])(hasCellState ? ["CT"] : [])];
        string[] states = hasCellState ? ["H", "C"] : ["H"];

        byte[] graph = Graph(
            nodes:
            [
                Recurrent(weights, recurrentInputs, recurrentOutputs),
                Node("MatMul", [hidden, "V"], ["P"]),
                Node("Add", ["P", "D"], ["O"]),
            ],
            tensors:
            [
                Tensor("W", [1, rows, weights.InputSize], InGateOrder(weights.Cell, weights.InputToHidden)),
                Tensor("R", [1, rows, hiddenSize], InGateOrder(weights.Cell, weights.HiddenToHidden)),
                Tensor(
                    "B",
                    [1, 2 * rows],
                    [.. InGateOrder(weights.Cell, weights.InputBias), .. InGateOrder(weights.Cell, weights.HiddenBias)]),
                Tensor("V", [hiddenSize, weights.OutputSize], Transposed(weights.HiddenToOutput, weights.OutputSize, hiddenSize)),
                Tensor("D", [weights.OutputSize], weights.OutputBias),
            ],
            inputs: [ValueInfo("X", [steps, streams, weights.InputSize]), .. states.Select(state => ValueInfo(state + "0", stateShape))],
            outputs: [ValueInfo("O", outputShape), .. states.Select(state => ValueInfo(state + "T", stateShape))]);
        return Model(graph, OperatorSet);
    }

    private static byte[] Recurrent(CellWeights weights, string[] inputs, string[] outputs)
    {
        (string, long) hiddenSize = ("hidden_size", weights.HiddenSize);
        return weights.Cell switch
        {
            CellKind.Lstm => Node("LSTM", inputs, outputs, hiddenSize),
            CellKind.Gru => Node("GRU", inputs, outputs, hiddenSize, ("linear_before_reset", 1)),
            _ => Node("RNN", inputs, outputs, hiddenSize),
        };
    }

    /// <summary>PyTorch stacks an LSTM's gates as i, f, g, o and a GRU's as r, z, n; ONNX as i, o, f, g and z, r, n.</summary>
    private static float[] InGateOrder(CellKind cell, float[] values)
    {
        int[] order = cell switch
        {
            CellKind.Lstm => [0, 3, 1, 2],
            CellKind.Gru => [1, 0, 2],
            _ => [0],
        };
        int size = values.Length / order.Length;
        return [.. order.SelectMany(gate => values.AsSpan(gate * size, size).ToArray())];
    }

    private static float[] Transposed(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % rows * columns) + (i / rows)])];
}
