using System.Text.RegularExpressions;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Kernels of 256 bits ask for the rows of wide layers ahead.</summary>
public sealed partial class RowsAheadTests
{
    /// <remarks>A pass reads 16 of a panel's 32 units, of four gates: four lines of floats, or two of halves, in each row.</remarks>
    [Theory]
    [InlineData("Float32", 16, "0 16 32 48", "64 80 96 112")]
    [InlineData("BFloat16", 32, "0 16", "32 48")]
    public void Each_line_that_a_pass_reads_of_a_row_is_asked_for_once(string storage, int ahead, string first, string second)
    {
        GeneratorRun run = GeneratorRun.Of(
            $"using UnrolledRnn;\nnamespace Demo;\n[UnrolledRnn(1, 512, 1, 32, Cell = RnnCell.Lstm, Weights = WeightStorage.{storage})] "
            + "public sealed partial class Net;").AssertClean();
        string step = run.Files.Values.SelectMany(file => file.Split("private static void ")).Single(IsPass256);

        string[][] passes =
        [
            .. step.Split("for (int k = 0;").Skip(1)
                .Select(pass => Requests().Matches(pass).Where(request => request.Groups[1].Value == $"{ahead}").Select(Line).ToArray())
                .Where(lines => lines.Length > 0),
        ];

        Assert.Equal([first.Split(' '), second.Split(' ')], passes);

        static bool IsPass256(string method) => method.StartsWith("Forward256<", StringComparison.Ordinal);
        static string Line(Match request) => request.Groups[2].Success ? request.Groups[2].Value : "0";
    }

    [Fact]
    public void Vectors_that_read_whole_rows_ask_for_none()
    {
        GeneratorRun run = GeneratorRun.Of(
            "using UnrolledRnn;\nnamespace Demo;\n[UnrolledRnn(1, 512, 1, 32, Cell = RnnCell.Lstm)] public sealed partial class Net;");

        Assert.DoesNotContain(
            run.Files.Values.SelectMany(file => file.Split("private static void ")),
            method => !method.Contains("Vector256<float>", StringComparison.Ordinal)
                && method.Contains("CacheLine.Prefetch", StringComparison.Ordinal));
    }

    /// <summary>Of the row that is the first of a round so many rows ahead, a line.</summary>
    [GeneratedRegex(@"CacheLine\.Prefetch\(ref rows, \((\d+) \* \w+\.\w+\)(?: \+ (\d+))?\);")]
    private static partial Regex Requests();
}
