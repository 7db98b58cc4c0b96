namespace UnrolledRnn.Formats;

/// <summary>Takes tensors one after the other from a flat list of weights, whose length has been checked.</summary>
internal sealed class WeightList(float[] weights)
{
    private int _next;

    /// <summary>The next tensor.</summary>
    public ModelTensor Next(params int[] shape)
    {
        int count = shape.Aggregate(1, (product, dimension) => product * dimension);
        _next += count;
        return new ModelTensor(weights[(_next - count).._next], shape);
    }
}
