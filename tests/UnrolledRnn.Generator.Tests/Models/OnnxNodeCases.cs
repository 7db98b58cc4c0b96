using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>
/// ONNX's own tests of its recurrent operators: a model of one node, with the tensors of its inputs and outputs in files.
/// </summary>
internal static class OnnxNodeCases
{
    /// <summary>The outputs were computed in float.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Attributes of a node that have no place in a declaration.</summary>
    private static readonly string[] s_unknown = ["activations", "activation_alpha", "activation_beta", "clip", "input_forget"];

    private static readonly string[] s_states = ["initial_h", "initial_c"];

    public static IEnumerable<ModelCase> Read(string folder) => Directory.GetDirectories(folder).Order().Select(Create);

    private static ModelCase Create(string folder)
    {
        OnnxFields node = OnnxFields.Parse(File.ReadAllBytes(Path.Combine(folder, "model.onnx"))).Messages(7).Single().Messages(1).Single();
        Dictionary<string, long> attributes = node.Messages(5).ToDictionary(
            attribute => attribute.Texts(1).Single(), attribute => attribute.Numbers(3).FirstOrDefault());
        if (s_unknown.FirstOrDefault(attributes.ContainsKey) is string unknown)
        {
            throw new NotSupportedException($"{folder} has the attribute {unknown}.");
        }

        string operation = node.Texts(4).Single();
        string[] present = [.. node.Texts(1).Where(input => input.Length > 0)];
        Dictionary<string, OnnxTensorFile> inputs = present.Select((name, i) => (name, Tensor(folder, $"input_{i}")))
            .ToDictionary(pair => pair.name, pair => pair.Item2);
        bool isBatchFirst = attributes.GetValueOrDefault("layout") == 1;
        OnnxTensorFile x = inputs["X"];
        int batchSize = x.Dimensions[isBatchFirst ? 0 : 1];
        int sequenceLength = x.Dimensions[isBatchFirst ? 1 : 0];
        Assert.True(
            !inputs.TryGetValue("sequence_lens", out OnnxTensorFile? lengths) || lengths.Values.All(length => length == sequenceLength));
        ModelLayer layer = Layer(operation, attributes.GetValueOrDefault("linear_before_reset") == 1, inputs);
        bool hasEveryStep = node.Texts(2).First().Length > 0;
        int outputSize = layer.Layer.Shape([x.Dimensions[2]]).OutputSize;
        return new ModelCase
        {
            Family = "onnx",
            Name = Path.GetFileName(folder),
            Declaration = new Declaration
            {
                IsMixed = true,
                InputSize = x.Dimensions[2],
                OutputSize = outputSize,
                SequenceLength = sequenceLength,
                BatchSize = batchSize,
                Layers = [layer.Layer],
                Output = false,
                Outputs = hasEveryStep ? SequenceOutputs.EveryStep : SequenceOutputs.LastStep,
            },
            Tensors = ModelLayer.Name([layer]),
            Inputs = isBatchFirst ? TimeFirst(x.Values, batchSize, sequenceLength) : x.Values,
            InitialStates = InitialStates(inputs, batchSize, isBatchFirst),
            Expected = Outputs(
                Tensor(folder, "output_0").Values, batchSize, hasEveryStep ? sequenceLength : 1, inputs["W"].Dimensions[0], isBatchFirst),
            Tolerance = Tolerance,
        };
    }

    private static OnnxTensorFile Tensor(string folder, string name) =>
        OnnxTensorFile.Read(Path.Combine(folder, "test_data_set_0", $"{name}.pb"));

    private static ModelLayer Layer(string operation, bool linearBeforeReset, Dictionary<string, OnnxTensorFile> inputs)
    {
        (RnnCell cell, int[] gates) = operation switch
        {
            "LSTM" => (RnnCell.Lstm, WeightLayout.OnnxLstm),
            "GRU" => (linearBeforeReset ? RnnCell.Gru : RnnCell.GruResetBefore, WeightLayout.Gru),
            _ => (RnnCell.Tanh, WeightLayout.Elman),
        };
        int directions = inputs["W"].Dimensions[0];
        int size = inputs["R"].Dimensions[2];
        var layer = new RecurrentDeclaration(cell, size, directions == 2)
        {
            Variant = new CellVariant { Bias = inputs.ContainsKey("B"), Peepholes = inputs.ContainsKey("P") },
        };
        Dictionary<string, float[]> tensors = [];
        for (int d = 0; d < directions; d++)
        {
            string suffix = d == 0 ? "" : "_reverse";
            tensors.Add($"weight_ih{suffix}", WeightLayout.Reorder(Direction("W", d), gates));
            tensors.Add($"weight_hh{suffix}", WeightLayout.Reorder(Direction("R", d), gates));
            if (layer.Variant.Bias)
            {
                AddBias(Direction("B", d), suffix);
            }

            if (layer.Variant.Peepholes)
            {
                tensors.Add($"peephole{suffix}", WeightLayout.Reorder(Direction("P", d), WeightLayout.OnnxPeepholes));
            }
        }

        return new ModelLayer(layer, tensors);

        float[] Direction(string name, int d)
        {
            float[] values = inputs[name].Values;
            int length = values.Length / directions;
            return values[(d * length)..((d + 1) * length)];
        }

        // Both biases are one but for n of a GRU that resets behind the product.
        void AddBias(float[] both, string suffix)
        {
            float[] first = WeightLayout.Reorder(both[..(both.Length / 2)], gates);
            float[] second = WeightLayout.Reorder(both[(both.Length / 2)..], gates);
            int summed = cell == RnnCell.Gru ? 2 * size : first.Length;
            tensors.Add($"bias_ih{suffix}", [.. first.Select((value, i) => i < summed ? value + second[i] : value)]);
            if (cell == RnnCell.Gru)
            {
                tensors.Add($"bias_hh{suffix}", second[summed..]);
            }
        }
    }

    /// <summary>The initial h and c of one direction as states [B, vectors]; or null.</summary>
    private static float[]? InitialStates(Dictionary<string, OnnxTensorFile> inputs, int batchSize, bool isBatchFirst)
    {
        float[][] vectors = [.. s_states.Where(inputs.ContainsKey).Select(name => inputs[name].Values)];
        if (vectors.Length == 0)
        {
            return null;
        }

        Assert.False(isBatchFirst || inputs["W"].Dimensions[0] == 2);
        return
        [
            .. Enumerable.Range(0, batchSize)
                .SelectMany(b => vectors.SelectMany(values => values.Chunk(values.Length / batchSize).ElementAt(b))),
        ];
    }

    /// <summary>[T, directions, B, nHid] or, with the batch first, [B, T, directions, nHid] → [T, B, directions · nHid]</summary>
    private static float[] Outputs(float[] values, int batchSize, int steps, int directions, bool isBatchFirst)
    {
        if (isBatchFirst)
        {
            return TimeFirst(values, batchSize, steps);
        }

        int size = values.Length / (steps * directions * batchSize);
        return
        [
            .. from t in Enumerable.Range(0, steps)
               from b in Enumerable.Range(0, batchSize)
               from d in Enumerable.Range(0, directions)
               from k in Enumerable.Range(0, size)
               select values[(((((t * directions) + d) * batchSize) + b) * size) + k],
        ];
    }

    /// <summary>[B, T, n] → [T, B, n]</summary>
    private static float[] TimeFirst(float[] values, int batchSize, int steps)
    {
        float[][] rows = [.. values.Chunk(values.Length / (batchSize * steps))];
        return [.. Enumerable.Range(0, steps).SelectMany(t => Enumerable.Range(0, batchSize).SelectMany(b => rows[(b * steps) + t]))];
    }
}
