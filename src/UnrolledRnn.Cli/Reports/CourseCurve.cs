using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Reports;

/// <summary>A picture of the learning rate and the norm of the gradients of each epoch.</summary>
internal static class CourseCurve
{
    private const int Width = 1200;
    private const int Height = 480;

    private static readonly Color s_rate = Color.FromHex("#1f6fb4");
    private static readonly Color s_norm = Color.FromHex("#d1495b");

    /// <summary>Writes a PNG file, where there are two epochs to draw a line between.</summary>
    /// <returns>Whether there are.</returns>
    public static bool Save(IReadOnlyList<EpochResult> epochs, RunSettings settings, string path)
    {
        EpochResult[] known = [.. epochs.Where(epoch => double.IsFinite(epoch.GradientNorm))];
        if (known.Length < 2)
        {
            return false;
        }

        PictureFont.Use();
        using var plot = new Plot();
        double[] numbers = [.. known.Select(epoch => (double)epoch.Epoch)];
        Scatter rate = plot.Add.ScatterLine(numbers, [.. known.Select(epoch => (double)epoch.LearningRate)], s_rate);
        rate.LegendText = "learning rate";
        Scatter norm = plot.Add.ScatterLine(numbers, [.. known.Select(epoch => epoch.GradientNorm)], s_norm);
        norm.LegendText = "norm of the gradients (right)";
        norm.Axes.YAxis = plot.Axes.Right;
        (rate.LineWidth, norm.LineWidth) = (3, 3);
        plot.Title(settings.Network, size: 16);
        plot.XLabel("epochs (passes over the training part)", size: 18);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.ShowLegend(Alignment.UpperRight);
        byte[] image = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(image));
        return true;
    }
}
