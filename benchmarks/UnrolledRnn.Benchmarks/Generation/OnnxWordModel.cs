using static UnrolledRnn.Benchmarks.Peers.Onnx.OnnxMessage;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>
/// One step of a word model as an ONNX model: a row of the table, three LSTM operators, the product with the table. Inputs TOKEN [1, 1],
/// H0, C0, H1, …; outputs O [1, V] and the states behind the step.
/// </summary>
internal static class OnnxWordModel
{
    private const long OperatorSet = 14;

    /// <summary>The name of a state of a layer, in front of the step or behind it.</summary>
    public static string StateName(char kind, int layer, bool isBehind) => $"{kind}{layer}{(isBehind ? "T" : "")}";

    /// <summary>The model with the weights of a network.</summary>
    public static byte[] Create(WordGenerator network)
    {
        Dictionary<string, float[]> tensors = WordGenerator.Tensors.ToDictionary(tensor => tensor.Name, tensor =>
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            return values;
        });
        List<byte[]> nodes = [Node("Gather", ["TABLE", "TOKEN"], ["X0"])];
        List<byte[]> constants = [];
        List<byte[]> inputs = [ValueInfo("TOKEN", [1, 1], Int64Type)];
        List<byte[]> outputs = [ValueInfo("O", [1, WordGenerators.Vocabulary])];
        for (int i = 0; i < WordGenerators.Layers.Length; i++)
        {
            (int size, int units) = WordGenerators.Layers[i];
            string[] states = [StateName('H', i, false), StateName('C', i, false)];
            string[] ends = [StateName('H', i, true), StateName('C', i, true)];
            nodes.Add(Node(
                "LSTM", [$"X{i}", $"W{i}", $"R{i}", $"B{i}", "", .. states], [$"Y{i}", .. ends], ("hidden_size", units)));
            nodes.Add(Node("Squeeze", [$"Y{i}", "DIRECTIONS"], [$"X{i + 1}"]));
            constants.Add(Tensor($"W{i}", [1, 4 * units, size], InGateOrder(Find(tensors, "weight_ih", i))));
            constants.Add(Tensor($"R{i}", [1, 4 * units, units], InGateOrder(Find(tensors, "weight_hh", i))));
            constants.Add(Tensor($"B{i}", [1, 8 * units], [.. InGateOrder(Find(tensors, "bias_ih", i)), .. new float[4 * units]]));
            inputs.AddRange(states.Select(name => ValueInfo(name, [1, 1, units])));
            outputs.AddRange(ends.Select(name => ValueInfo(name, [1, 1, units])));
        }

        // The table once as rows that tokens select, once as ONNX Runtime multiplies with it fastest.
        float[] table = tensors["embedding.weight"];
        constants.Add(Tensor("TABLE", [WordGenerators.Vocabulary, WordGenerators.Embedding], table));
        constants.Add(Tensor("COLUMNS", [WordGenerators.Embedding, WordGenerators.Vocabulary], Transposed(table)));
        constants.Add(Tensor("BIAS", [WordGenerators.Vocabulary], tensors["linear.bias"]));
        constants.Add(Int64Tensor("DIRECTIONS", [1], [1]));
        constants.Add(Int64Tensor("ROW", [2], [1, WordGenerators.Embedding]));
        nodes.Add(Node("Reshape", [$"X{WordGenerators.Layers.Length}", "ROW"], ["LAST"]));
        nodes.Add(Node("MatMul", ["LAST", "COLUMNS"], ["P"]));
        nodes.Add(Node("Add", ["P", "BIAS"], ["O"]));
        return Model(Graph([.. nodes], [.. constants], [.. inputs], [.. outputs]), OperatorSet);
    }

    private static float[] Find(Dictionary<string, float[]> tensors, string kind, int layer)
    {
        string[] names = [.. tensors.Keys.Where(name => name.Contains(kind, StringComparison.Ordinal))];
        return tensors[names[layer]];
    }

    /// <summary>PyTorch stacks the gates as i, f, g, o; ONNX as i, o, f, g.</summary>
    private static float[] InGateOrder(float[] values)
    {
        int size = values.Length / 4;
        return [.. ((int[])[0, 3, 1, 2]).SelectMany(gate => values.AsSpan(gate * size, size).ToArray())];
    }

    private static float[] Transposed(float[] table)
    {
        float[] columns = new float[table.Length];
        for (int i = 0; i < table.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, WordGenerators.Embedding);
            columns[(column * WordGenerators.Vocabulary) + row] = table[i];
        }

        return columns;
    }
}
