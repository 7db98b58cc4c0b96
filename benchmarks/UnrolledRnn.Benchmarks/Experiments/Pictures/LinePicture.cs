using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace UnrolledRnn.Benchmarks.Experiments.Pictures;

/// <summary>A picture of a few curves.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Across">The axis from left to right.</param>
/// <param name="Up">The axis upwards.</param>
/// <param name="IsLogarithmic">Whether the axis upwards is.</param>
/// <param name="First">Where the first value of a curve lies on the axis from left to right.</param>
internal sealed record LinePicture(string Title, string Across, string Up, bool IsLogarithmic = false, int First = 0)
{
    private const int Width = 880;
    private const int Height = 460;
    private const string Font = "DejaVu Sans";

    /// <summary>Writes it as a PNG file.</summary>
    public void Save(string path, params IReadOnlyList<Curve> curves)
    {
        if (SKFontManager.Default.FontFamilies.Contains(Font))
        {
            Fonts.Default = Font;
        }

        using var plot = new Plot();
        foreach (Curve curve in curves)
        {
            int[] kept = [.. Enumerable.Range(0, curve.Values.Count).Where(i => double.IsFinite(Position(curve.Values[i])))];
            Scatter line = plot.Add.ScatterLine(
                kept.Select(i => (double)(i + First)).ToArray(),
                kept.Select(i => Position(curve.Values[i])).ToArray(),
                Color.FromHex(curve.Color));
            line.LegendText = curve.Name;
            line.LineWidth = 2;
            line.LinePattern = curve.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
        }

        plot.Title(Title, size: 18);
        plot.XLabel(Across, size: 15);
        plot.YLabel(Up, size: 15);
        if (IsLogarithmic)
        {
            plot.Axes.Left.TickGenerator = new NumericAutomatic
            {
                IntegerTicksOnly = true,
                LabelFormatter = power => $"1e{power.ToString("0", CultureInfo.InvariantCulture)}",
            };
        }

        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.Margins(horizontal: 0.01, vertical: 0.06);
        plot.ShowLegend(Edge.Right);
        plot.Legend.OutlineStyle.IsVisible = false;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.SavePng(path, Width, Height);
    }

    private double Position(double value) => IsLogarithmic ? Math.Log10(value) : value;
}
