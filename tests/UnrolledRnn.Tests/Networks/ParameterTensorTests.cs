namespace UnrolledRnn.Tests.Networks;

public class ParameterTensorTests
{
    private static readonly ParameterTensor s_weight = new() { Name = "weight", Rows = 2, Columns = 3, Offset = 1, RowStride = 4 };
    private static readonly ParameterTensor s_bias = new() { Name = "bias", Rows = 3, Offset = 2, RowStride = 1 };

    [Fact]
    public void Elements_lie_at_the_strides_from_the_offset()
    {
        float[] values = new float[6];

        s_weight.CopyTo([9, 1, 2, 3, 9, 4, 5, 6], values);

        Assert.Equal([1, 2, 3, 4, 5, 6], values);
    }

    [Fact]
    public void A_column_stride_transposes()
    {
        float[] buffer = new float[7];

        (s_weight with { RowStride = 1, ColumnStride = 2 }).CopyFrom([1, 2, 3, 4, 5, 6], buffer);

        Assert.Equal([0, 1, 4, 2, 5, 3, 6], buffer);
    }

    [Fact]
    public void Copying_in_leaves_the_rest_of_the_buffer_alone()
    {
        float[] buffer = [9, 9, 9, 9, 9, 9, 9, 9, 9];

        s_weight.CopyFrom([1, 2, 3, 4, 5, 6], buffer);

        Assert.Equal([9, 1, 2, 3, 9, 4, 5, 6, 9], buffer);
    }

    [Fact]
    public void A_bias_has_one_dimension()
    {
        float[] buffer = new float[5];
        float[] values = new float[3];

        s_bias.CopyFrom([1, 2, 3], buffer);
        s_bias.CopyTo(buffer, values);

        Assert.Equal([0, 0, 1, 2, 3], buffer);
        Assert.Equal([1, 2, 3], values);
    }

    [Fact]
    public void Counts_and_shapes_leave_padding_out()
    {
        Assert.Equal(6, s_weight.Count);
        Assert.Equal("[2, 3]", s_weight.ShapeText);
        Assert.Equal(3, s_bias.Count);
        Assert.Equal("[3]", s_bias.ShapeText);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void Values_of_another_length_are_refused(int length)
    {
        Expect.LengthError("source", expected: 6, length, () => s_weight.CopyFrom(new float[length], new float[8]));
        Expect.LengthError("destination", expected: 6, length, () => s_weight.CopyTo(new float[8], new float[length]));
    }

    [Fact]
    public void The_tensors_of_a_network_are_all_of_its_parameters() => CheckAllTensors<ElmanTanh>(ElmanTanh.ParameterCount);

    [Fact]
    public void The_tensors_of_a_wide_network_are_all_of_its_parameters() => CheckAllTensors<ElmanTanhWide>(ElmanTanhWide.ParameterCount);

    [Fact]
    public void The_tensors_of_a_narrow_network_are_all_of_its_parameters() => CheckAllTensors<Filter>(Filter.ParameterCount);

    private static void CheckAllTensors<TNetwork>(long parameterCount)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        float[] buffer = new float[TNetwork.Create(seed: 0).Parameters.Length];
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] before = new float[tensor.Count];
            tensor.CopyTo(buffer, before);
            Assert.All(before, value => Assert.Equal(0, value));
            tensor.CopyFrom([.. Enumerable.Repeat(1f, tensor.Count)], buffer);
        }

        Assert.Equal(parameterCount, buffer.Count(value => value == 1));
    }
}
