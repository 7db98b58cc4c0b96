using System.Globalization;
using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Reports;

/// <summary>A picture of the losses of a run, with what it takes to understand it without the run.</summary>
internal static class LossCurve
{
    private const int Width = 1200;
    private const int Height = 720;
    private const int LeftMargin = 76;

    // Where a curve has few points, a line alone would hide how few, and a single one would show nothing.
    private const int FewPoints = 24;

    private static readonly Color s_training = Color.FromHex("#9aa5b1");
    private static readonly Color s_heldOut = Color.FromHex("#1f6fb4");
    private static readonly Color s_best = Color.FromHex("#d1495b");
    private static readonly Color s_text = Color.FromHex("#333f4b");

    /// <summary>Writes a PNG file.</summary>
    /// <returns>Whether there was anything to show.</returns>
    public static bool Save(LossHistory history, RunSettings settings, string path)
    {
        if (history.Training.Count + history.HeldOut.Count == 0)
        {
            return false;
        }

        PictureFont.Use();
        using var plot = new Plot();
        Add(plot, history.Training, "training", s_training, width: 2);
        Add(plot, history.HeldOut, "held out", s_heldOut, width: 3);
        SetAxes(plot, history, settings);
        AddTitles(plot, settings);
        if (history.HeldOut.Count > 0)
        {
            AddBest(plot, history);
        }

        byte[] image = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(image));
        return true;
    }

    private static void Add(Plot plot, List<(double Epoch, double Loss)> points, string name, Color color, float width)
    {
        if (points.Count > 0)
        {
            Scatter line = plot.Add.Scatter(
                points.Select(point => point.Epoch).ToArray(), points.Select(point => point.Loss).ToArray(), color);
            line.LegendText = name;
            line.LineWidth = width;
            line.MarkerSize = points.Count <= FewPoints ? 2.5f * width : 0;
        }
    }

    private static void AddBest(Plot plot, LossHistory history)
    {
        (double epoch, double loss) = history.HeldOut.MinBy(point => point.Loss);
        Marker marker = plot.Add.Marker(epoch, loss, MarkerShape.OpenCircle, size: 16, s_best);
        marker.MarkerLineWidth = 3;
        marker.LegendText = string.Create(CultureInfo.InvariantCulture, $"best held out, epoch {epoch:F0}");

        // Short, so that it hides little of the curves.
        ScottPlot.Plottables.Text label = plot.Add.Text(loss.ToString("F3", CultureInfo.InvariantCulture), epoch, loss);
        label.LabelAlignment = Alignment.LowerCenter;
        label.OffsetY = -14;
        label.LabelFontSize = 18;
        label.LabelBold = true;
        label.LabelFontColor = s_best;
    }

    private static void SetAxes(Plot plot, LossHistory history, RunSettings settings)
    {
        plot.XLabel("epochs (passes over the training part)", size: 18);
        plot.YLabel($"loss ({settings.Unit})", size: 18);
        plot.Axes.Left.MinimumSize = LeftMargin;
        plot.Axes.Left.Label.OffsetX = 10;
        plot.Axes.Color(s_text);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 16;
        plot.Axes.Left.TickLabelStyle.FontSize = 16;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.Margins(horizontal: 0.02, vertical: 0.12);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(0, Last(history) * 1.04);
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 17;
        plot.Legend.OutlineStyle.IsVisible = false;
        plot.Legend.ShadowColor = Colors.Transparent;
    }

    private static void AddTitles(Plot plot, RunSettings settings)
    {
        plot.Title($"Training and held-out loss of {settings.What}", size: 24);
        plot.Axes.Title.Label.ForeColor = s_text;
        foreach (string line in (string[])[settings.Network, settings.Text])
        {
            var panel = new TitlePanel();
            panel.Label.Text = line;
            panel.Label.FontSize = 16;
            panel.Label.Bold = false;
            panel.Label.ForeColor = s_text;
            plot.Axes.AddPanel(panel);
        }
    }

    private static double Last(LossHistory history) => history.Training.Concat(history.HeldOut).Max(point => point.Epoch);
}
