namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>Compares models layer by layer, bit by bit.</summary>
internal static class SameModel
{
    /// <summary>Fails unless two models have the same layers and tensors; second biases and states of zeros may be missing.</summary>
    public static void Check(ModelDescription expected, ModelDescription found)
    {
        Assert.Equal(expected.ToString(), found.ToString());
        Assert.Equal(expected.Layers.Select(layer => layer.Shape), found.Layers.Select(layer => layer.Shape));
        Assert.Equal(
            (expected.InputSize, expected.Residual, expected.Outputs, expected.SampleRate, expected.PrewarmSeconds),
            (found.InputSize, found.Residual, found.Outputs, found.SampleRate, found.PrewarmSeconds));
        foreach ((ModelLayer first, ModelLayer second) in expected.Layers.Zip(found.Layers))
        {
            foreach (string name in first.Tensors.Keys.Union(second.Tensors.Keys))
            {
                int length = (first.Tensors.GetValueOrDefault(name) ?? second.Tensors[name]).Values.Length;
                Assert.Equal(Values(first, name, length), Values(second, name, length));
            }
        }
    }

    private static float[] Values(ModelLayer layer, string name, int length) =>
        layer.Tensors.TryGetValue(name, out ModelTensor? tensor) ? tensor.Values.ToArray() : new float[length];
}
