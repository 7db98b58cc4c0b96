using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Conversion;

/// <summary>
/// Whether two models are the same network, however their files write it: a bias or an initial state that is not there is zero, two
/// biases that a cell adds are one, and a function behind a dense layer may be a layer of its own. A file may leave out an initial state to
/// which silence leads.
/// </summary>
internal static class ModelComparison
{
    private static readonly string[] s_directions = ["", "_reverse"];

    /// <summary>Where they differ, a sentence each without its full stop; nothing where they are the same.</summary>
    public static IEnumerable<string> Differences(ModelDescription written, ModelDescription read)
    {
        IReadOnlyList<ModelLayer> before = PlainLayers.Of(written);
        IReadOnlyList<ModelLayer> after = PlainLayers.Of(read);
        if ((written.InputSize, written.Residual, written.Outputs) != (read.InputSize, read.Residual, read.Outputs)
            || !before.Select(layer => WithBias(layer.Shape)).SequenceEqual(after.Select(layer => WithBias(layer.Shape))))
        {
            yield return $"{written}, outputs {written.Outputs}, became {read}, outputs {read.Outputs}";
            yield break;
        }

        bool leavesOutState = LeavesOutState(written, read);
        for (int i = 0; i < before.Count; i++)
        {
            foreach (string name in DifferentTensors(Effective(before[i], leavesOutState), Effective(after[i], leavesOutState)))
            {
                yield return $"'{name}' of {before[i].Shape} has other values";
            }
        }
    }

    /// <summary>Whether a file has no initial state, where the model's is one that it comes to by hearing silence.</summary>
    public static bool LeavesOutState(ModelDescription written, ModelDescription read) =>
        written is { HasInitialState: true, PrewarmSeconds: > 0 } && !read.HasInitialState;

    private static IEnumerable<string> DifferentTensors(Dictionary<string, float[]> written, Dictionary<string, float[]> read) =>
        written.Keys.Union(read.Keys).Where(name => !AreEqual(written.GetValueOrDefault(name), read.GetValueOrDefault(name)));

    private static bool AreEqual(float[]? left, float[]? right) => left is null || right is null
        ? (left ?? right)!.All(value => value == 0)
        : left.Length == right.Length && left.Zip(right).All(pair => pair.First.Equals(pair.Second) || pair.First == pair.Second);

    private static bool IsState(string name) =>
        name.StartsWith("h_0", StringComparison.Ordinal) || name.StartsWith("c_0", StringComparison.Ordinal);

    private static LayerShape WithBias(LayerShape shape) => shape switch
    {
        RecurrentLayerShape recurrent => recurrent with { Bias = true },
        DenseLayerShape dense => dense with { Bias = true },
        _ => shape,
    };

    /// <summary>The tensors of a layer, biases that are added together as one.</summary>
    private static Dictionary<string, float[]> Effective(ModelLayer layer, bool leavesOutState)
    {
        var tensors = layer.Tensors
            .Where(tensor => !leavesOutState || !IsState(tensor.Key))
            .ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Values.ToArray(), StringComparer.Ordinal);
        if (layer.Shape is RecurrentLayerShape shape)
        {
            // PyTorch's GRU multiplies what its second bias gives to n with a gate, so those rows stay apart.
            int separate = shape.Cell == RnnCell.Gru ? shape.HiddenSize : 0;
            foreach (string direction in s_directions)
            {
                Sum(tensors, $"bias_ih{direction}", $"bias_hh{direction}", separate);
            }
        }

        return tensors;
    }

    private static void Sum(Dictionary<string, float[]> tensors, string first, string second, int separate)
    {
        if (!tensors.TryGetValue(second, out float[]? added))
        {
            return;
        }

        float[] sum = tensors[first];
        for (int i = 0; i < sum.Length - separate; i++)
        {
            sum[i] += added[i];
            added[i] = 0;
        }
    }
}
