using System.Globalization;
using UnrolledRnn.Cli.Logs;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public sealed class CsvLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LogPath => _folder.PathOf("log.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_epoch_is_a_line_below_the_headings()
    {
        Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(1, step: 10)));

        Assert.Equal(
            [CsvLog.Headings, "1,10,2.5,2,2.8853900817779268,7.38905609893065,,1234.5,12.34,0.004,0.75,0"], File.ReadAllLines(LogPath));
    }

    [Fact]
    public void An_epoch_of_values_has_its_metric_and_no_bits()
    {
        Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(1, step: 10) with { MetricName = "MAE", Metric = 0.5 }));

        Assert.StartsWith("1,10,2.5,2,,,0.5,1234.5,", File.ReadAllLines(LogPath)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_have_points_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = WithCommas();
        try
        {
            Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(1, step: 10)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(Headings(), File.ReadAllLines(LogPath)[1].Split(',').Length);
    }

    [Fact]
    public void Each_line_is_in_the_file_at_once()
    {
        using var log = new CsvLog(LogPath, stepInterval: 1, goesOn: false);
        log.Add(Step(1));
        using var file = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));

        Assert.Equal(2, file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Steps_are_lines_at_their_interval()
    {
        Log(stepInterval: 3, goesOn: false, log => AddSteps(log, 1, 7));

        Assert.Equal(["1,3,", "1,6,"], File.ReadAllLines(LogPath).Skip(1).Select(line => line[..4]));
    }

    [Fact]
    public void A_run_that_goes_on_writes_no_line_twice()
    {
        Log(stepInterval: 2, goesOn: false, log =>
        {
            AddSteps(log, 1, 6);
            log.Add(Epoch(1, step: 6));
            AddSteps(log, 7, 9);
        });
        string[] whole = File.ReadAllLines(LogPath);

        // The checkpoint was behind step 5.
        Log(stepInterval: 2, goesOn: true, log =>
        {
            AddSteps(log, 6, 6);
            log.Add(Epoch(1, step: 6));
            AddSteps(log, 7, 9);
        });

        Assert.Equal(whole, File.ReadAllLines(LogPath));
    }

    [Fact]
    public void A_run_that_goes_on_with_a_validation_keeps_the_steps_before_it()
    {
        Log(stepInterval: 1, goesOn: false, log => AddSteps(log, 1, 6));

        Log(stepInterval: 1, goesOn: true, log => log.Add(Epoch(1, step: 6)));

        Assert.Equal(1 + 6 + 1, File.ReadAllLines(LogPath).Length);
    }

    [Fact]
    public void Half_a_line_of_a_killed_run_is_left_out()
    {
        Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(1, step: 5)));
        File.AppendAllText(LogPath, "2,1");

        Log(stepInterval: 0, goesOn: true, log => log.Add(Epoch(2, step: 10)));

        Assert.Equal(["1,5,", "2,10"], File.ReadAllLines(LogPath).Skip(1).Select(line => line[..4]));
    }

    [Fact]
    public void A_run_that_begins_anew_keeps_nothing()
    {
        Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(1, step: 5)));

        Log(stepInterval: 0, goesOn: false, log => log.Add(Epoch(2, step: 10)));

        Assert.Equal(2, File.ReadAllLines(LogPath).Length);
    }

    private static CultureInfo WithCommas()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return culture;
    }

    private static int Headings() => CsvLog.Headings.Split(',').Length;

    private static EpochRow Epoch(int epoch, long step) => new()
    {
        Epoch = epoch,
        Epochs = 3,
        Step = step,
        Loss = 2.5,
        ValidationLoss = 2,
        TokensPerSecond = 1234.5,
        PeakShare = 0.1234,
        LearningRate = 4e-3f,
        GradientNorm = 0.75,
    };

    private static TrainingProgress Step(long step) => new(1, 3, 0.1, 2, null, 1000, TimeSpan.Zero)
    {
        Step = step,
        StepLoss = 1.0 / step,
        LearningRate = 1e-3f,
        GradientNorm = 0.5,
    };

    private static void AddSteps(CsvLog log, long first, long last)
    {
        for (long step = first; step <= last; step++)
        {
            log.Add(Step(step));
        }
    }

    private void Log(int stepInterval, bool goesOn, Action<CsvLog> write)
    {
        using var log = new CsvLog(LogPath, stepInterval, goesOn);
        write(log);
    }
}
