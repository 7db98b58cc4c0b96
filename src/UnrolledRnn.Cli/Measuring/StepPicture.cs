using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>A picture of what a step of each network takes.</summary>
internal static class StepPicture
{
    private const int Width = 1200;
    private const int Height = 720;
    private const int BottomMargin = 90;
    private const int FewestDecades = 2;

    private static readonly Color s_text = Color.FromHex("#333f4b");
    private static readonly Color[] s_widths = [Color.FromHex("#1f6fb4"), Color.FromHex("#e09f3e"), Color.FromHex("#9aa5b1")];
    private static readonly Color s_onnx = Color.FromHex("#d1495b");

    /// <summary>Writes a PNG file.</summary>
    /// <param name="rows">The figures.</param>
    /// <param name="onnx">Those of ONNX Runtime, by the name of the network.</param>
    /// <param name="machine">What they were measured on.</param>
    /// <param name="path">The file.</param>
    public static void Save(IReadOnlyList<StepRow> rows, IReadOnlyDictionary<string, double> onnx, string machine, string path)
    {
        PictureFont.Use();
        using var plot = new Plot();
        string[] names = [.. rows.Select(row => row.Network.Name).Distinct()];
        int[] widths = [.. rows.Select(row => row.Machine.Bits).Distinct()];
        for (int i = 0; i < widths.Length; i++)
        {
            int bits = widths[i];
            IEnumerable<StepRow> own = rows.Where(row => row.Machine.Bits == bits);
            Add(plot, names, own.Select(row => (row.Network, row.Times.Best)), $"vectors of {bits} bits", s_widths[i]);
        }

        IEnumerable<MeasuredNetwork> networks = rows.Select(row => row.Network).Distinct().Where(network => onnx.ContainsKey(network.Name));
        Add(plot, names, networks.Select(network => (network, onnx[network.Name])), "ONNX Runtime", s_onnx);
        SetAxes(plot, names);
        plot.Title($"One step, batch 1, on {machine}", size: 22);
        plot.Axes.Title.Label.ForeColor = s_text;
        byte[] image = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(image));
    }

    /// <summary>A line through the networks of each cell.</summary>
    private static void Add(
        Plot plot, string[] names, IEnumerable<(MeasuredNetwork Network, double Nanoseconds)> points, string name, Color color)
    {
        foreach (var cell in points.GroupBy(point => point.Network.Cell))
        {
            Scatter line = plot.Add.Scatter(
                cell.Select(point => (double)Array.IndexOf(names, point.Network.Name)).ToArray(),
                cell.Select(point => Math.Log10(point.Nanoseconds)).ToArray(),
                color);
            line.LegendText = name;
            line.LineWidth = 1;
            line.MarkerSize = 12;

            // The legend names a colour once.
            name = "";
        }
    }

    private static void SetAxes(Plot plot, string[] names)
    {
        plot.YLabel("nanoseconds", size: 18);
        plot.Axes.Color(s_text);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. names.Select((_, i) => (double)i)], names);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Axes.Bottom.TickLabelStyle.Rotation = -50;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = BottomMargin;
        plot.Axes.Left.TickLabelStyle.FontSize = 16;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        int first = (int)Math.Floor(limits.Bottom);
        int last = Math.Max(first + FewestDecades, (int)Math.Ceiling(limits.Top));
        double[] ticks = [.. Enumerable.Range(first, last - first + 1).SelectMany(decade => (double[])[decade, decade + Math.Log10(3)])];
        plot.Axes.Left.TickGenerator = new NumericManual(
            ticks, [.. ticks.Select(tick => $"{Math.Round(Math.Pow(10, tick)):N0}")]);
        plot.Axes.SetLimitsY(first, last);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Legend.FontSize = 17;
        plot.Legend.OutlineStyle.IsVisible = false;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
