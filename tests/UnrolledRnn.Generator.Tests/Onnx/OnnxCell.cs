using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>A cell as ONNX's operators take it, whose gates are stacked in another order than PyTorch's.</summary>
/// <param name="Operation">The operator.</param>
/// <param name="Functions">The functions of the gates, of the candidate, and of c.</param>
/// <param name="LinearBeforeReset">Whether a GRU resets the product instead of the state.</param>
/// <param name="W">[gates · nHid, nIn]</param>
/// <param name="R">[gates · nHid, nHid]</param>
/// <param name="B">[2 · gates · nHid]: the bias of W, then the bias of R; or null.</param>
/// <param name="P">[3 · nHid]: the peepholes of i, o, f; or null.</param>
internal sealed record OnnxCell(
    string Operation, IReadOnlyList<OnnxFunction> Functions, bool LinearBeforeReset, float[] W, float[] R, float[]? B, float[]? P)
{
    /// <summary>ONNX's gate i, o, f, c from PyTorch's i, f, g, o.</summary>
    private static readonly int[] s_lstmGates = [0, 3, 1, 2];

    /// <summary>ONNX's peephole i, o, f from PyTorch's order i, f, o.</summary>
    private static readonly int[] s_peepholes = [0, 2, 1];

    /// <summary>ONNX's gate z, r, h from PyTorch's r, z, n.</summary>
    private static readonly int[] s_gruGates = [1, 0, 2];

    public static OnnxCell Of(ReferenceCell cell) => cell switch
    {
        ElmanReference elman => Create(elman, "RNN", [elman.Function], [0]),
        LstmReference lstm => Create(lstm, "LSTM", [lstm.GateFunction, lstm.CellFunction, lstm.CellFunction], s_lstmGates) with
        {
            P = lstm.Peephole is null ? null : Reorder(lstm.Peephole.Values, s_peepholes, lstm.HiddenSize),
        },
        GatedReference gru =>
            Create(gru, "GRU", [gru.GateFunction, gru.CellFunction], s_gruGates) with { LinearBeforeReset = gru is GruReference },
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    private static OnnxCell Create(ReferenceCell cell, string operation, LayerActivation[] functions, int[] gates)
    {
        int size = cell.HiddenSize;
        double[] second = new double[gates.Length * size];
        if (cell is GruReference { SecondBias: ReferenceParameter bias })
        {
            bias.Values.CopyTo(second, second.Length - size);
        }

        return new OnnxCell(
            operation,
            [.. functions.Select(OnnxFunction.OfCell)],
            LinearBeforeReset: false,
            Reorder(cell.WeightIh.Values, gates, size * cell.InputSize),
            Reorder(cell.WeightHh.Values, gates, size * size),
            cell.Bias is null ? null : [.. Reorder(cell.Bias.Values, gates, size), .. Reorder(second, gates, size)],
            P: null);
    }

    private static float[] Reorder(double[] values, int[] gates, int sizeOfGate) =>
        [.. gates.SelectMany(gate => values.Skip(gate * sizeOfGate).Take(sizeOfGate)).Select(value => (float)value)];
}
