namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>Brings matrices of other programs into PyTorch's layout.</summary>
internal static class WeightLayout
{
    /// <summary>PyTorch's r, z, n from the order z, r, n of Keras and ONNX.</summary>
    public static int[] Gru { get; } = [1, 0, 2];

    /// <summary>PyTorch's i, f, g, o, which is also Keras's.</summary>
    public static int[] Lstm { get; } = [0, 1, 2, 3];

    /// <summary>PyTorch's i, f, g, o from ONNX's i, o, f, c.</summary>
    public static int[] OnnxLstm { get; } = [0, 2, 3, 1];

    /// <summary>Peepholes of i, f, o from ONNX's i, o, f.</summary>
    public static int[] OnnxPeepholes { get; } = [0, 2, 1];

    /// <summary>A cell without gates.</summary>
    public static int[] Elman { get; } = [0];

    /// <summary>[rows, columns] → [columns, rows]</summary>
    public static float[] Transpose(float[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        return [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % rows * columns) + (i / rows)])];
    }

    /// <summary>Equal blocks of rows in another order.</summary>
    public static float[] Reorder(float[] values, int[] gates)
    {
        int size = values.Length / gates.Length;
        return [.. gates.SelectMany(gate => values.AsSpan(gate * size, size).ToArray())];
    }
}
