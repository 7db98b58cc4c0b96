using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class GateLayoutPanelTests
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
}
