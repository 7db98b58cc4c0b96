using Spectre.Console;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public sealed class TrainingDisplayTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Plain_progress_has_one_line_for_each_twentieth()
    {
        new PlainTrainingDisplay(_output).Show(report =>
        {
            for (int update = 1; update <= 1000; update++)
            {
                report.Step(ProgressAt(update / 1000.0));
            }

            return true;
        });

        string[] lines = Lines();
        Assert.Equal(20, lines.Length);
        Assert.StartsWith(" 5 %", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("100 %", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_progress_of_few_updates_has_a_line_for_each()
    {
        new PlainTrainingDisplay(_output).Show(report =>
        {
            report.Step(ProgressAt(0.5));
            report.Step(ProgressAt(1));
            return true;
        });

        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void A_plain_line_tells_where_training_stands()
    {
        ShowPlain(new TrainingProgress(2, 4, 0.5, 2, HeldOutLoss: 1.9876, TokensPerSecond: 1234567.8, TimeSpan.FromSeconds(65)));

        Assert.Equal("50 %  epoch 2/4  loss 2.000  2.89 bits/char  1,234,568 char/s  1:05 left  held out 1.988", Lines().Single());
    }

    [Fact]
    public void Hours_that_are_left_are_told()
    {
        ShowPlain(ProgressAt(0.5) with { TimeLeft = TimeSpan.FromMinutes(125) });

        // 2:05:00 or 125:00
        Assert.Matches("(2:05|125):00 left", Lines().Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Either_display_returns_whether_training_came_to_its_end(bool completed)
    {
        Assert.Equal(completed, new PlainTrainingDisplay(_output).Show(_ => completed));
        Assert.Equal(completed, new LiveTrainingDisplay(Console()).Show(_ => completed));
    }

    [Fact]
    public void The_bar_ends_at_the_last_report()
    {
        new LiveTrainingDisplay(Console()).Show(report =>
        {
            report.Step(ProgressAt(0.25));
            report.Step(ProgressAt(1) with { Epoch = 4, Loss = 1.234 });
            return true;
        });

        string last = Lines().Last(line => line.Contains('%', StringComparison.Ordinal));
        Assert.Contains("100%", last, StringComparison.Ordinal);
        Assert.Contains("4/4", last, StringComparison.Ordinal);
        Assert.Contains("1.234", last, StringComparison.Ordinal);
    }

    private static TrainingProgress ProgressAt(double fraction) => new(1, 4, fraction, 2, null, 1000, TimeSpan.FromSeconds(5));

    private void ShowPlain(TrainingProgress progress) => new PlainTrainingDisplay(_output).Show(report =>
    {
        report.Step(progress);
        return true;
    });

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = 200;
        return console;
    }

    private string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
