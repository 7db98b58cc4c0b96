using ScottPlot;
using SkiaSharp;

namespace UnrolledRnn.Cli.Reports;

/// <summary>The letters of pictures.</summary>
internal static class PictureFont
{
    // Where none of them is installed, the system's own choice may have serifs, which are hard to read in a small picture.
    private static readonly string[] s_wanted =
        ["Segoe UI", "Helvetica Neue", "Open Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial"];

    /// <summary>Makes pictures use a plain font that the machine has.</summary>
    public static void Use()
    {
        HashSet<string> installed = [.. SKFontManager.Default.FontFamilies];
        Fonts.Default = s_wanted.FirstOrDefault(installed.Contains) ?? Fonts.Default;
    }
}
