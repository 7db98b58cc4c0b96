namespace UnrolledRnn.Formats;

/// <summary>Cells of ONNX's recurrent operators, and the order of their gates.</summary>
internal static class OnnxCells
{
    /// <summary>PyTorch's gates i, f, g, o among ONNX's i, o, f, c.</summary>
    private static readonly int[] s_lstm = [0, 2, 3, 1];

    /// <summary>PyTorch's gates r, z, n among ONNX's z, r, h; the same the other way.</summary>
    private static readonly int[] s_gru = [1, 0, 2];

    private static readonly int[] s_elman = [0];

    /// <summary>The peepholes i, f, o among ONNX's i, o, f; the same the other way.</summary>
    public static ReadOnlySpan<int> Peepholes => [0, 2, 1];

    /// <summary>The blocks of PyTorch's order among those of ONNX's.</summary>
    public static int[] Gates(RnnCell cell) => LayerTensors.Gates(cell) switch { 4 => s_lstm, 3 => s_gru, _ => s_elman };

    /// <summary>The layer that the attributes of a node describe.</summary>
    public static RecurrentLayerShape Shape(OnnxCall call, int inputs, int directions)
    {
        if (call.Attribute("clip") is not null)
        {
            throw call.Refuse("the attribute clip limits what the functions of gates read, which no cell here does");
        }

        if (call.Integer("input_forget", 0) != 0)
        {
            throw call.Refuse("the attribute input_forget joins two gates, which no cell here does");
        }

        RnnCell cell = call.Node.Operator switch
        {
            "LSTM" => RnnCell.Lstm,
            "GRU" => call.Integer("linear_before_reset", 0) != 0 ? RnnCell.Gru : RnnCell.GruResetBefore,
            _ => RnnCell.Tanh,
        };
        OnnxDimension[] r = call.Constant(2, "R").Dimensions;
        int hidden = r is [_, _, OnnxDimension last] ? last.Count : 0;
        if (hidden == 0 || call.Integer("hidden_size", hidden) != hidden)
        {
            throw call.Refuse($"R is of shape {call.Input(2).ShapeText}, expected {call.Integer("hidden_size", hidden)} columns");
        }

        LayerActivation[] functions = OnnxCellFunctions.Read(call, cell, directions);
        bool isElman = cell == RnnCell.Tanh;
        return new RecurrentLayerShape(cell, inputs, hidden, checked(directions * hidden))
        {
            Bidirectional = directions == 2,
            GateActivation = isElman ? LayerActivation.Sigmoid : functions[0],
            CellActivation = functions[isElman ? 0 : 1],
        };
    }

    /// <summary>The weights of a node in PyTorch's layout.</summary>
    public static Dictionary<string, ModelTensor> Tensors(OnnxCall call, RecurrentLayerShape shape)
    {
        int[] gates = Gates(shape.Cell);
        int rows = gates.Length * shape.HiddenSize;
        int directions = shape.Bidirectional ? 2 : 1;
        float[] w = Elements(call, 1, "W", directions, rows, shape.InputSize);
        float[] r = Elements(call, 2, "R", directions, rows, shape.HiddenSize);
        float[]? b = shape.Bias ? Elements(call, 3, "B", directions, 2L * rows) : null;
        float[]? p = shape.Peepholes ? Elements(call, 7, "P", directions, 3L * shape.HiddenSize) : null;
        Dictionary<string, ModelTensor> tensors = new(StringComparer.Ordinal);
        for (int d = 0; d < directions; d++)
        {
            string direction = d == 0 ? "" : LayerTensors.Reverse;
            tensors.Add($"weight_ih{direction}", new(WeightLayout.Reorder(Part(w, d), gates), rows, shape.InputSize));
            tensors.Add($"weight_hh{direction}", new(WeightLayout.Reorder(Part(r, d), gates), rows, shape.HiddenSize));
            if (b is not null)
            {
                ReadOnlySpan<float> both = Part(b, d);
                tensors.Add($"bias_ih{direction}", new(WeightLayout.Reorder(both[..rows], gates), rows));
                if (both[rows..].ContainsAnyExcept(0f))
                {
                    tensors.Add($"bias_hh{direction}", new(WeightLayout.Reorder(both[rows..], gates), rows));
                }
            }

            if (p is not null)
            {
                tensors.Add($"peephole{direction}", new(WeightLayout.Reorder(Part(p, d), Peepholes), 3 * shape.HiddenSize));
            }
        }

        return tensors;

        ReadOnlySpan<float> Part(float[] values, int d) => values.AsSpan(d * (values.Length / directions), values.Length / directions);
    }

    private static float[] Elements(OnnxCall call, int index, string name, params ReadOnlySpan<long> expected)
    {
        OnnxArray<float> tensor = call.Constant(index, name);
        bool fits = tensor.Dimensions.Length == expected.Length;
        for (int i = 0; fits && i < expected.Length; i++)
        {
            fits = tensor.Dimensions[i].HasNoAxis && tensor.Dimensions[i].Count == expected[i];
        }

        return fits
            ? tensor.Elements
            : throw call.Refuse($"{name} is of shape {tensor.ShapeText}, expected [{string.Join(", ", expected.ToArray())}]");
    }
}
