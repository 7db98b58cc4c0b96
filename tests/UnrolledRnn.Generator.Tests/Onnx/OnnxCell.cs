using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>A cell as ONNX's operators take it, whose gates are stacked in another order than PyTorch's.</summary>
/// <param name="Operation">The operator.</param>
/// <param name="Activation">The function of an RNN, or null where the operator's own are meant.</param>
/// <param name="LinearBeforeReset">Whether a GRU resets the product instead of the state.</param>
/// <param name="W">[gates · nHid, nIn]</param>
/// <param name="R">[gates · nHid, nHid]</param>
/// <param name="B">[2 · gates · nHid]: the bias of W, then the bias of R.</param>
internal sealed record OnnxCell(string Operation, string? Activation, bool LinearBeforeReset, float[] W, float[] R, float[] B)
{
    /// <summary>ONNX's gate i, f or o, c from PyTorch's i, f, g, o.</summary>
    private static readonly int[] s_lstmGates = [0, 3, 1, 2];

    /// <summary>ONNX's gate z, r, h from PyTorch's r, z, n.</summary>
    private static readonly int[] s_gruGates = [1, 0, 2];

    public static OnnxCell Of(IReferenceCell cell) => cell switch
    {
        ElmanReference elman => Create(elman, "RNN", elman.Function.ToString(), false, [0]),
        LstmReference => Create(cell, "LSTM", null, false, s_lstmGates),
        GruReference => Create(cell, "GRU", null, true, s_gruGates),
        _ => Create(cell, "GRU", null, false, s_gruGates),
    };

    private static OnnxCell Create(IReferenceCell cell, string operation, string? activation, bool linearBeforeReset, int[] gates)
    {
        int size = cell.HiddenSize;
        double[] second = new double[gates.Length * size];
        if (cell.Parameters.Count > 3)
        {
            cell.Parameters[3].Values.CopyTo(second, second.Length - size);
        }

        float[] Gates(double[] values, int columns) =>
            [.. gates.SelectMany(gate => values.Skip(gate * size * columns).Take(size * columns)).Select(value => (float)value)];

        return new OnnxCell(
            operation,
            activation,
            linearBeforeReset,
            Gates(cell.Parameters[0].Values, cell.InputSize),
            Gates(cell.Parameters[1].Values, size),
            [.. Gates(cell.Parameters[2].Values, 1), .. Gates(second, 1)]);
    }
}
