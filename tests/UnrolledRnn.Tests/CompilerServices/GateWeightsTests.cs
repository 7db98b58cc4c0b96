using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class GateWeightsTests
{
    private const int Rows = 37;

    // Two full panels, panels and a narrow block, panels and a part of one, none.
    public static TheoryData<int, int, int> Layouts => new() { { 64, 4, 32 }, { 70, 3, 32 }, { 300, 1, 128 }, { 40, 4, 0 } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_panel_shows_each_element_where_the_layout_has_it(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] values = Values(layout);
        var weights = new GateWeights(values, Rows, layout);

        for (int column = 0; column < layout.Stride; column++)
        {
            int panel = column / layout.PanelStride * layout.PanelStride;
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(values[layout.OffsetOf(Rows, row, column)], weights.Panel(panel)[row, column - panel]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Weights_in_panels_are_packed_as_those_by_rows(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] values = Values(layout);
        var expected = new AlignedBuffer(values.Length);
        var packed = new AlignedBuffer(values.Length);

        PackedMatrix.Of(ByRows(values, layout), expected.Span);
        PackedMatrix.Of(new GateWeights(values, Rows, layout), packed.Span);

        Assert.Equal(expected.Span, packed.Span);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Weights_in_panels_are_packed_with_rows_and_columns_exchanged(int hiddenSize, int gates, int panelUnits)
    {
        const int PaddedRows = 64;
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] values = Values(layout);
        var expected = new AlignedBuffer(PaddedRows * layout.Stride);
        var packed = new AlignedBuffer(PaddedRows * layout.Stride);
        packed.Span.Fill(float.NaN);

        PackedMatrix.OfTransposed(ByRows(values, layout), PaddedRows, expected.Span);
        PackedMatrix.OfTransposed(new GateWeights(values, Rows, layout), PaddedRows, packed.Span);

        Assert.Equal(expected.Span, packed.Span);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Sums_start_from_the_rows_of_tokens_across_panels(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] values = Values(layout);
        float[] bias = [.. Enumerable.Range(0, layout.Stride).Select(column => 1000f * column)];
        float[] sums = new float[2 * layout.Stride];

        SumStart.Set(bias, new GateWeights(values, Rows, layout), [5, 36], 0, layout.Stride, ref sums[0], layout.Stride);

        for (int column = 0; column < layout.Stride; column++)
        {
            Assert.Equal(bias[column] + values[layout.OffsetOf(Rows, 5, column)], sums[column]);
            Assert.Equal(bias[column] + values[layout.OffsetOf(Rows, 36, column)], sums[layout.Stride + column]);
        }
    }

    [Fact]
    public void Too_few_values_are_refused()
    {
        GateLayout layout = new(16, 4);

        Assert.Throws<ArgumentException>(() => new GateWeights(new float[(2 * layout.Stride) - 1], 2, layout));
    }

    private static float[] Values(GateLayout layout) => [.. Enumerable.Range(0, Rows * layout.Stride).Select(i => (float)i)];

    private static Matrix ByRows(float[] values, GateLayout layout)
    {
        float[] rows = new float[values.Length];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < layout.Stride; column++)
            {
                rows[(row * layout.Stride) + column] = values[layout.OffsetOf(Rows, row, column)];
            }
        }

        return new Matrix(rows, Rows, layout.Stride);
    }
}
