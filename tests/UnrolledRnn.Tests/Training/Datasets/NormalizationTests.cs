using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

public class NormalizationTests
{
    [Fact]
    public void Columns_have_mean_0_and_deviation_1()
    {
        float[] rows = TestData.Floats(300, scale: 50);
        Normalization normalization = Normalization.Fit(rows, 3);

        normalization.Apply(rows);

        for (int column = 0; column < 3; column++)
        {
            double[] values = [.. rows.Where((_, i) => i % 3 == column).Select(value => (double)value)];
            Assert.Equal(0, values.Average(), 5);
            Assert.Equal(1, values.Average(value => value * value), 5);
        }
    }

    [Fact]
    public void What_was_applied_is_inverted()
    {
        float[] rows = TestData.Floats(30, scale: 50);
        float[] original = [.. rows];
        Normalization normalization = Normalization.Fit(rows, 3);

        normalization.Apply(rows);
        normalization.Invert(rows);

        Expect.Close(original, rows);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(7f)]
    [InlineData(1e30f)]
    public void A_constant_column_becomes_0(float value)
    {
        float[] rows = [value, 1, value, 2, value, 3];
        Normalization normalization = Normalization.Fit(rows, 2);

        normalization.Apply(rows);

        Assert.Equal(1, normalization.Deviations[0]);
        Assert.Equal([0, 0, 0], rows.Where((_, i) => i % 2 == 0));
    }

    [Fact]
    public void A_column_with_NaN_is_refused_with_its_place() => Assert.Contains(
        "step 1, column 0",
        Assert.Throws<ArgumentException>("rows", () => Normalization.Fit([0, 0, float.NaN, 0], 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_text_gives_the_same_bits()
    {
        Normalization normalization = Normalization.Fit(TestData.Floats(30, scale: 1e-3f), 3);

        Normalization read = Normalization.Parse(normalization.ToString());

        Expect.SameBits(normalization.Means, read.Means);
        Expect.SameBits(normalization.Deviations, read.Deviations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1; 0")]
    [InlineData("1, 2; 3")]
    [InlineData("x; 1")]
    public void Another_text_is_refused(string text) => Assert.Throws<FormatException>(() => Normalization.Parse(text));
}
