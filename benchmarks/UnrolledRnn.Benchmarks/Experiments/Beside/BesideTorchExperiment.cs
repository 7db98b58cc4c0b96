using System.Globalization;
using UnrolledRnn.Benchmarks.Experiments.Pictures;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Experiments.Beside;

/// <summary>Each cell beside PyTorch's, update by update.</summary>
internal static class BesideTorchExperiment
{
    private static readonly (string Cell, string Name, string Color, Func<TorchRuns, int, double[]> Train)[] s_cells =
    [
        ("elman", "Elman", Curve.Blue, (runs, updates) => runs.Train<ElmanBesideTorch>("elman", updates)),
        ("lstm", "LSTM", Curve.Red, (runs, updates) => runs.Train<LstmBesideTorch>("lstm", updates)),
        ("gru", "GRU", Curve.Grey, (runs, updates) => runs.Train<GruBesideTorch>("gru", updates)),
    ];

    /// <summary>Trains, prints a table and writes pictures.</summary>
    public static void Write(string folder, TextWriter output)
    {
        using var runs = new TorchRuns();
        List<Curve> losses = [];
        List<Curve> differences = [];
        var table = new MarkdownTable(
            "200 updates", "first loss", "last loss", "PyTorch's last", "largest difference", "difference of PyTorch with two biases");
        foreach ((string cell, string name, string color, Func<TorchRuns, int, double[]> train) in s_cells)
        {
            double[] expected = runs.Losses(cell, hasTwoBiases: false);
            double[] actual = train(runs, expected.Length);
            double[] difference = Difference(actual, expected);
            double[] otherDifference = Difference(runs.Losses(cell, hasTwoBiases: true), expected);
            table.AddRow([
                name, Loss(actual[0]), Loss(actual[^1]), Loss(expected[^1]), Share(difference.Max()), Share(otherDifference.Max()),
            ]);
            losses.Add(new Curve(name, color, actual));
            losses.Add(new Curve($"{name} in PyTorch", "#000000", expected, IsDashed: true));
            differences.Add(new Curve(name, color, difference));
            differences.Add(new Curve($"{name}, PyTorch with two biases", color, otherDifference, IsDashed: true));
        }

        table.Write(output);
        output.WriteLine();
        new LinePicture("The same weights, text and optimizer", "updates", "loss, nats")
            .Save(Path.Combine(folder, "pytorch-loss.png"), losses);
        new LinePicture("Difference from PyTorch's loss", "updates", "of the loss", IsLogarithmic: true)
            .Save(Path.Combine(folder, "pytorch-difference.png"), differences);
    }

    private static double[] Difference(double[] values, double[] expected) =>
        [.. values.Zip(expected, (value, loss) => Math.Abs((value / loss) - 1))];

    private static string Loss(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("P5", CultureInfo.InvariantCulture);
}
