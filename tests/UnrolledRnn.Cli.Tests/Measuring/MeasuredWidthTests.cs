using UnrolledRnn.Cli.Measuring;
using UnrolledRnn.Cli.Networks;

namespace UnrolledRnn.Cli.Tests.Measuring;

public class MeasuredWidthTests
{
    private static readonly MeasuredNetwork[] s_networks =
        [new(NamedCell.Of("lstm"), 8, IsFast: false), new(NamedCell.Of("gru"), 16, IsFast: false)];

    [Theory]
    [InlineData(58.5)]
    [InlineData(null)]
    public void What_one_process_measures_another_reads(double? peak)
    {
        var machine = new MachineRow(256, 3.7, peak);
        var measured = new MeasuredWidth(
            machine,
            [.. s_networks.Select((network, i) => new StepRow(network, machine, new StepTimes(20.25 + i, [1, 2, 3, 4, 5, 6, 7, 8.5], 9)))]);

        MeasuredWidth? read = MeasuredWidth.Of(s_networks, [.. measured.Numbers]);

        Assert.NotNull(read);
        Assert.Equal(machine, read.Machine);
        Assert.Equal(measured.Numbers, read.Numbers);
        Assert.Equal(measured.Rows.Select(row => row.Network), read.Rows.Select(row => row.Network));
    }

    [Fact]
    public void Figures_of_other_networks_are_none()
    {
        Assert.Null(MeasuredWidth.Of(s_networks, []));
        Assert.Null(MeasuredWidth.Of(s_networks, new double[24]));
    }

    [Fact]
    public void Widths_stand_side_by_side_and_the_worst_of_them_counts()
    {
        StepRow wide = new(s_networks[0], new MachineRow(512, 4, 60), new StepTimes(20, [30, 31, 33, 30, 30, 30, 30, 30], 0));
        StepRow narrow = new(s_networks[0], new MachineRow(256, 4, 60), new StepTimes(40, [50, 50, 50, 50, 50, 50, 50, 60], 8));

        var table = new StepTable([wide, narrow], new Dictionary<string, double>());

        Assert.Equal(["LSTM 8", "30.0", "20.0", "50.0", "40.0", "120", "1.20×", "8.0"], Assert.Single(table.Rows));
        Assert.Equal(table.Columns.Count, table.Rows[0].Length);
    }

    [Fact]
    public void A_table_has_a_peer_only_where_there_is_one()
    {
        StepRow row = new(s_networks[0], new MachineRow(512, 4, 60), new StepTimes(20, [30, 31, 33, 30, 30, 30, 30, 30], 0));

        var alone = new StepTable([row], new Dictionary<string, double>());
        var beside = new StepTable([row], new Dictionary<string, double> { ["LSTM 8"] = 6000 });

        Assert.Equal(["LSTM 8", "30.0", "20.0", "120", "1.10×", "0"], alone.Rows[0]);
        Assert.Equal("6000 (200×)", beside.Rows[0][^1]);
        Assert.Equal(beside.Columns.Count, beside.Rows[0].Length);
    }
}
