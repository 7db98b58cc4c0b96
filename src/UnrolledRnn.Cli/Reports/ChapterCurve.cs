using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Evaluation;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Reports;

/// <summary>A picture of how hard each chapter of a text is to foretell.</summary>
internal static class ChapterCurve
{
    private const int Width = 1200;
    private const int Height = 720;
    private const int LongestName = 18;

    // More names would cover each other.
    private const int MostNames = 40;

    private const double LeastSpread = 0.05;

    private static readonly Color s_chapter = Color.FromHex("#1f6fb4");
    private static readonly Color s_mean = Color.FromHex("#d1495b");
    private static readonly Color s_text = Color.FromHex("#333f4b");

    /// <summary>Writes a PNG file.</summary>
    /// <param name="chapters">In the order of the text; those without a known token are left out.</param>
    /// <param name="what">The model and the text.</param>
    /// <param name="path">The file.</param>
    public static void Save(IReadOnlyList<ChapterScore> chapters, string what, string path)
    {
        PictureFont.Use();
        using var plot = new Plot();
        int[] known = [.. Enumerable.Range(0, chapters.Count).Where(i => double.IsFinite(chapters[i].Score.BitsPerCharacter))];
        Scatter line = plot.Add.Scatter(
            known.Select(i => (double)i).ToArray(), known.Select(i => chapters[i].Score.BitsPerCharacter).ToArray(), s_chapter);
        line.LegendText = "chapters";
        (line.LineWidth, line.MarkerSize) = (2, 10);
        double mean = TextScore.Sum(chapters.Select(chapter => chapter.Score)).BitsPerCharacter;
        HorizontalLine whole = plot.Add.HorizontalLine(mean, width: 2, s_mean);
        whole.LegendText = string.Create(CultureInfo.InvariantCulture, $"the whole text, {mean:F3}");
        SetAxes(plot, chapters);
        SetHeight(plot, mean);
        plot.Title(Printable.Line(what), size: 22);
        plot.Axes.Title.Label.ForeColor = s_text;
        byte[] image = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(image));
    }

    private static void SetAxes(Plot plot, IReadOnlyList<ChapterScore> chapters)
    {
        int step = 1 + ((chapters.Count - 1) / MostNames);
        double[] places = [.. Enumerable.Range(0, chapters.Count).Where(i => i % step == 0).Select(i => (double)i)];
        plot.Axes.Bottom.SetTicks(places, [.. places.Select(place => Short(chapters[(int)place].Name))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        plot.Axes.Bottom.MinimumSize = 130;
        plot.Axes.Right.MinimumSize = 90;
        plot.Axes.Left.TickLabelStyle.FontSize = 16;
        plot.YLabel("bits per known character", size: 18);
        plot.Axes.Color(s_text);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.Margins(horizontal: 0.04, vertical: 0.15);
        plot.Axes.AutoScale();
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 17;
        plot.Legend.OutlineStyle.IsVisible = false;
        plot.Legend.ShadowColor = Colors.Transparent;
    }

    /// <summary>Chapters that hardly differ are not to look as if they did.</summary>
    private static void SetHeight(Plot plot, double mean)
    {
        AxisLimits limits = plot.Axes.GetLimits();
        plot.Axes.SetLimitsY(Math.Min(limits.Bottom, (1 - LeastSpread) * mean), Math.Max(limits.Top, (1 + LeastSpread) * mean));
    }

    private static string Short(string name)
    {
        name = Printable.Line(name);
        return name.Length <= LongestName ? name : $"{name[..LongestName]}…";
    }
}
