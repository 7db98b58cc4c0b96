using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class GateMatrixTests
{
    private const int Rows = 3;

    // Two full panels, panels and a narrow block, panels and a part of one.
    public static TheoryData<int, int, int> Layouts => new() { { 64, 4, 32 }, { 70, 3, 32 }, { 300, 1, 128 } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_element_of_a_matrix_in_panels_has_a_place_of_its_own(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);

        var places = Enumerable.Range(0, Rows)
            .SelectMany(row => Enumerable.Range(0, layout.Stride).Select(column => layout.OffsetOf(Rows, row, column)));

        Assert.Equal(Enumerable.Range(0, Rows * layout.Stride), places.Order());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_panel_has_all_its_rows_before_the_next_panel(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        int secondPanel = layout.IndexOf(gate: 0, unit: panelUnits);

        Assert.Equal(layout.PanelStride, layout.OffsetOf(Rows, row: 1, column: 0));
        Assert.Equal(Rows * layout.PanelStride, layout.OffsetOf(Rows, row: 0, secondPanel));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void From_panels_lays_a_matrix_out_by_rows(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] panels = [.. Enumerable.Range(0, Rows * layout.Stride).Select(i => (float)i)];
        float[] byRows = new float[Rows * layout.Stride];

        GateMatrix.FromPanels(panels, layout, new Matrix(byRows, Rows, layout.Stride));

        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < layout.Stride; column++)
            {
                Assert.Equal(panels[layout.OffsetOf(Rows, row, column)], byRows[(row * layout.Stride) + column]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Add_to_panels_adds_each_element_where_from_panels_finds_it(int hiddenSize, int gates, int panelUnits)
    {
        GateLayout layout = new(hiddenSize, gates, panelUnits);
        float[] byRows = [.. Enumerable.Range(0, Rows * layout.Stride).Select(i => (float)i)];
        float[] panels = new float[Rows * layout.Stride];
        float[] back = new float[Rows * layout.Stride];
        Array.Fill(panels, 1);

        GateMatrix.AddToPanels(new Matrix(byRows, Rows, layout.Stride), layout, panels);
        GateMatrix.FromPanels(panels, layout, new Matrix(back, Rows, layout.Stride));

        Assert.Equal(byRows.Select(value => value + 1), back);
    }
}
