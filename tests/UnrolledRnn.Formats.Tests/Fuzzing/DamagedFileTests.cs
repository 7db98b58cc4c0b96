using System.Runtime.CompilerServices;
using UnrolledRnn.Exhaustive.Files;

namespace UnrolledRnn.Formats.Tests.Fuzzing;

/// <summary>
/// Damaged files are refused by the one exception that is documented, soon, and without taking memory that they only claim.
/// <c>dotnet run -c Release --project tests/UnrolledRnn.Exhaustive -- files</c> reads fifty times as many.
/// </summary>
public sealed class DamagedFileTests
{
    private const int Files = 2000;

    private static readonly Lazy<Dictionary<string, (string Name, byte[] Content)[]>> s_seeds = new(() =>
        SeedFiles.All(ThisFolder()).ToDictionary(format => format.Key, format => format.ToArray()));

    public static TheoryData<string> Formats() => [.. s_seeds.Value.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_file_is_read_or_refused(string format)
    {
        (string Name, byte[] Content)[] seeds = s_seeds.Value[format];
        string[] faults = [.. seeds.SelectMany(seed => new FileTrial().Run(seed.Name, seed.Content, Files / seeds.Length, firstSeed: 1))];

        Assert.True(faults.Length == 0, string.Join("\n", faults.Take(5)));
    }

    /// <summary>The folder of this project's fixtures.</summary>
    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
}
