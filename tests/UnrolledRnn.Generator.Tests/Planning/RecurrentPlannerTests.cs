using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Tests.Planning;

/// <summary>How recurrent layers are cut into vectors, for every cell and width.</summary>
public sealed class RecurrentPlannerTests
{
    private static readonly int[] s_sizes = [1, 7, 8, 9, 16, 17, 24, 25, 32, 40, 64, 70, 128, 300, 512];

    /// <summary>Every cell with every size.</summary>
    public static TheoryData<string, int> Layers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Cell cell in Enum.GetValues<Cell>())
            {
                foreach (int size in s_sizes)
                {
                    data.Add(cell.ToString(), size);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_width_sums_in_the_same_order(string cell, int hiddenSize)
    {
        DirectionPlan layer = Plan(cell, hiddenSize);
        IEnumerable<(int Sum, int Parts)> Parts(DirectionBody body) => AllPanels(body).SelectMany(panel => panel.Groups)
            .SelectMany(group => group.Vectors)
            .SelectMany(vector => vector.Sums.Select(sum => (sum, vector.PartialSums)))
            .Distinct()
            .Order();
        Assert.Equal(Parts(layer.Body(VectorWidth.Bits512)), Parts(layer.Body(VectorWidth.Bits256)));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Sums_of_a_panel_fit_the_registers(string cell, int hiddenSize)
    {
        DirectionPlan layer = Plan(cell, hiddenSize);
        foreach (DirectionBody body in layer.Bodies)
        {
            int registers = body.Width.Registers;
            Assert.All(AllPanels(body), panel =>
            {
                SumVector[] vectors = [.. panel.Groups.SelectMany(group => group.Vectors).Where(vector => vector.Phase == 0)];
                int sums = vectors.Chunk(Math.Min(body.VectorsPerPass, vectors.Length))
                    .Max(pass => pass.Sum(vector => Math.Min(body.PartsPerPass, vector.PartialSums)));

                // Beside a broadcast value; weights are operands in memory.
                Assert.InRange(sums, 1, registers - 2);
            });
        }
    }

    [Theory]
    [InlineData("Lstm", 16, 16)]
    [InlineData("Lstm", 11, 12)]
    [InlineData("Lstm", 40, 32)]
    [InlineData("Lstm", 8, 0)]
    [InlineData("Lstm", 24, 0)]
    [InlineData("Gru", 16, 0)]
    [InlineData("Tanh", 32, 0)]
    public void Vectors_of_128_bits_loop_over_the_units_of_long_steps_that_wider_ones_write_out(string cell, int hiddenSize, int units)
    {
        DirectionPlan layer = Plan(cell, hiddenSize);

        Assert.All(layer.Bodies, body => Assert.Equal(body.Width == VectorWidth.Bits128 ? units : 0, body.LoopedUnits));
    }

    [Theory]
    [InlineData(128, 0)]
    [InlineData(512, 16)]
    public void Caches_are_asked_ahead_for_weights_that_come_from_the_third_one_in_pieces(int hiddenSize, int rows)
    {
        DirectionPlan layer = Plan("Lstm", hiddenSize);

        Assert.All(layer.Bodies, body => Assert.Equal(body.Width == VectorWidth.Bits256 ? rows : 0, body.RowsAhead));
    }

    [Theory]
    [InlineData("Lstm", 24, 2)]
    [InlineData("Lstm", 32, 2)]
    [InlineData("Lstm", 40, 1)]
    [InlineData("Gru", 128, 2)]
    public void Activations_of_two_groups_are_computed_together_where_a_panel_has_two_and_registers_are_few(
        string cell, int hiddenSize, int groups)
    {
        DirectionPlan layer = Plan(cell, hiddenSize);

        Assert.All(layer.Bodies, body => Assert.Equal(body.Width == VectorWidth.Bits256, body.PairsActivations));
        Assert.All(layer.Bodies, body => Assert.Equal(body.Width == VectorWidth.Bits256 ? groups : 1, body.GroupsPerActivation));
    }

    [Fact]
    public void Fast_activations_are_computed_one_by_one()
    {
        NetworkSpec spec = Specs.Network(1, 1, 4, Specs.Recurrent(Cell.Lstm, 32)) with { Activations = Precision.Fast };

        DirectionPlan layer = Planner.Plan(spec).Directions.Single();

        Assert.All(layer.Bodies, body => Assert.False(body.PairsActivations));
        Assert.All(layer.Bodies, body => Assert.Equal(1, body.GroupsPerActivation));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Groups_hold_every_unit_once(string cell, int hiddenSize)
    {
        DirectionPlan layer = Plan(cell, hiddenSize);
        foreach (DirectionBody body in layer.Bodies)
        {
            List<int> units = [];
            for (int unit = 0; unit < body.LoopedUnits; unit += body.RoundUnits)
            {
                units.AddRange(body.RoundPanels.SelectMany(panel => panel.Groups)
                    .SelectMany(group => Enumerable.Range(unit + group.FirstUnit, group.Lanes)));
            }

            units.AddRange(body.Groups.SelectMany(group => Enumerable.Range(group.FirstUnit, group.Lanes)));
            Assert.Equal(Enumerable.Range(0, units.Count), units.Order());
            Assert.InRange(units.Count, hiddenSize, layer.HiddenStride);
        }
    }

    [Theory]
    [InlineData(24, 24 / 8)]
    [InlineData(40, 40 / 8)]
    public void Remaining_8_units_take_two_vectors_of_512_bits_for_four_gates(int hiddenSize, int halfVectorsPerGate)
    {
        DirectionBody body = Plan("Lstm", hiddenSize).Body(VectorWidth.Bits512);
        Assert.Equal(halfVectorsPerGate * 4 / 2, body.Groups.Sum(group => group.Vectors.Count));
    }

    [Theory]
    [InlineData("Gru", 1, "r0 nh0 nx0 z0")]
    [InlineData("Lstm", 1, "i0 f0 g0 o0")]
    public void Sums_are_those_of_the_cell(string cell, int hiddenSize, string names) =>
        Assert.Equal(
            names,
            string.Join(" ", Plan(cell, hiddenSize).Body(VectorWidth.Bits256).Groups.Single().Vectors.Select(vector => vector.Name)));

    [Fact]
    public void Up_to_16_units_stay_in_registers()
    {
        Assert.True(Plan("Lstm", 16).IsDiagonal);
        Assert.False(Plan("Lstm", 17).IsDiagonal);
    }

    [Fact]
    public void Wide_layers_step_several_streams_together()
    {
        Assert.Equal(1, Plan("Lstm", 16).TileStreams);
        Assert.True(Plan("Lstm", 64).TileStreams > 1);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(40, 1)]
    [InlineData(24, 3)]
    public void A_layout_gives_every_gate_and_unit_a_place_of_its_own(int hiddenSize, int gates)
    {
        var layout = new GateLayout(hiddenSize, gates);
        int[] places =
            [.. Enumerable.Range(0, gates).SelectMany(gate => Enumerable.Range(0, hiddenSize).Select(unit => layout.IndexOf(gate, unit)))];
        Assert.Equal(places.Length, places.Distinct().Count());
        Assert.InRange(places.Max(), 0, layout.Stride - 1);
    }

    [Fact]
    public void Every_declared_cell_has_a_definition_with_its_equations() =>
        Assert.All(Enum.GetValues<Cell>(), cell => Assert.Contains(
            "h_t =", string.Join(";", CellDefinition.Of(Specs.Recurrent(cell, 1)).Equations("t-1")), StringComparison.Ordinal));

    private static IEnumerable<PanelPlan> AllPanels(DirectionBody body) => body.RoundPanels.Concat(body.Panels);

    private static DirectionPlan Plan(string cell, int hiddenSize) =>
        Planner.Plan(Specs.Network(1, 1, 4, Specs.Recurrent(Enum.Parse<Cell>(cell), hiddenSize))).Directions.Single();
}
