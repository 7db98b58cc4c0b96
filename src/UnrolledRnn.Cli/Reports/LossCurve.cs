using ScottPlot;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Reports;

/// <summary>A picture of the losses of a run.</summary>
internal static class LossCurve
{
    private const int Width = 900;
    private const int Height = 540;

    /// <summary>Writes a PNG file.</summary>
    public static void Save(LossHistory history, string title, string path)
    {
        using var plot = new Plot();
        Add(plot, history.Training, "training");
        Add(plot, history.HeldOut, "held out");
        plot.Title(title);
        plot.XLabel("epochs");
        plot.YLabel("loss (nats per character)");
        plot.ShowLegend(Alignment.UpperRight);
        byte[] image = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(image));
    }

    private static void Add(Plot plot, List<(double Epoch, double Loss)> points, string name)
    {
        if (points.Count > 0)
        {
            var line = plot.Add.ScatterLine(points.Select(point => point.Epoch).ToArray(), points.Select(point => point.Loss).ToArray());
            line.LegendText = name;
            line.LineWidth = 2;
        }
    }
}
