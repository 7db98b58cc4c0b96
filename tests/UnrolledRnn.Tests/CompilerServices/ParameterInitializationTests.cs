using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ParameterInitializationTests
{
    private static readonly ParameterTensor s_tensor = new()
    {
        Name = "weight",
        Rows = 200,
        Columns = 100,
        Offset = 8,
        RowStride = 1,
        ColumnStride = 208,
    };

    [Fact]
    public void Gaussian_values_have_the_variance_asked_for()
    {
        float[] values = Initialized((ref SeededRandom random, Span<float> buffer) =>
            ParameterInitialization.Gaussian(s_tensor, buffer, variance: 0.25, ref random));

        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.24, 0.26);
    }

    [Fact]
    public void Uniform_values_fill_the_range_of_one_over_the_root_of_the_fan_in()
    {
        float[] values = Initialized((ref SeededRandom random, Span<float> buffer) =>
            ParameterInitialization.Uniform(s_tensor, buffer, fanIn: 16, ref random));

        Assert.InRange(values.Min(), -0.25f, -0.249f);
        Assert.InRange(values.Max(), 0.249f, 0.25f);
        Assert.InRange(values.Average(), -0.005, 0.005);
    }

    [Fact]
    public void Identity_is_one_on_the_diagonal_and_zero_elsewhere()
    {
        float[] values = Initialized((ref SeededRandom _, Span<float> buffer) => ParameterInitialization.Identity(s_tensor, buffer));

        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(i / 100 == i % 100 ? 1 : 0, values[i]);
        }
    }

    [Fact]
    public void Values_are_drawn_in_row_major_order_whatever_the_layout()
    {
        ParameterTensor rowMajor = s_tensor with { Offset = 0, RowStride = 100, ColumnStride = 1 };
        float[] expected = new float[s_tensor.Count];
        var random = new SeededRandom(5);
        ParameterInitialization.Gaussian(rowMajor, expected, variance: 1, ref random);

        float[] values = Initialized((ref SeededRandom other, Span<float> buffer) =>
            ParameterInitialization.Gaussian(s_tensor, buffer, variance: 1, ref other));

        Expect.SameBits(expected, values);
    }

    private delegate void Initializer(ref SeededRandom random, Span<float> buffer);

    private static float[] Initialized(Initializer initialize)
    {
        var random = new SeededRandom(5);
        float[] buffer = new float[8 + (100 * 208)];
        float[] values = new float[s_tensor.Count];
        initialize(ref random, buffer);
        s_tensor.CopyTo(buffer, values);
        return values;
    }
}
