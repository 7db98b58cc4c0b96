using System.Globalization;

namespace UnrolledRnn.Cli.Tests.Measuring;

public sealed class BenchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_width_of_the_machine_is_measured_without_an_allocation_and_a_table_and_a_picture_are_written()
    {
        using ChildProcess tool = ChildProcess.StartTool(
            _folder.FullName, "bench", "--cell", "elman", "gru", "--hidden", "8", "--output", "figures");

        CommandResult result = await tool.WaitForExitAsync();

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        string[] lines = File.ReadAllLines(Path.Combine(_folder.FullName, "figures", "bench.md"));
        string heading = Assert.Single(lines, line => line.StartsWith("| network", StringComparison.Ordinal));
        int widths = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 3
            : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 2 : 1;
        Assert.Equal(widths, heading.Split(" bits: step").Length - 1);
        foreach (string network in (string[])["Elman 8", "GRU 8"])
        {
            string row = Assert.Single(lines, line => line.StartsWith($"| {network} |", StringComparison.Ordinal));
            string[] cells = [.. row.Split('|').Skip(2).Select(cell => cell.Trim())];
            Assert.All(cells[..(2 * widths)], time => Assert.True(double.Parse(time, CultureInfo.InvariantCulture) > 1, row));
            Assert.Equal("0", cells[(2 * widths) + 2]);
        }

        Assert.True(new FileInfo(Path.Combine(_folder.FullName, "figures", "bench.png")).Length > 1000);
    }

    [Fact]
    public async Task An_interrupted_measurement_says_so_and_writes_nothing()
    {
        string folder = Path.Combine(_folder.FullName, "figures");

        CommandResult result = await InProcess.RunAsync(
            new CancellationToken(canceled: true), "bench", "--cell", "elman", "--hidden", "8", "--output", folder);

        Assert.Equal("", result.Error);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("Interrupted", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("--cell", "rnn", "must be one of lstm, gru, elman, got rnn")]
    [InlineData("--hidden", "0", "must be from 1 to 1024, got 0")]
    public async Task What_is_no_network_is_refused(string option, string value, string message)
    {
        CommandResult result = await InProcess.RunAsync("bench", option, value);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_is_not_there_is_named_before_anything_is_measured()
    {
        string folder = Path.Combine(_folder.FullName, "figures");

        CommandResult result = await InProcess.RunAsync("bench", "--onnxruntime", "no-such-library", "--output", folder);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no-such-library", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
