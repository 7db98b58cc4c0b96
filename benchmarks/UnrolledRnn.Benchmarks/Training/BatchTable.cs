using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Updates by the size of the batch: none should take longer than one with a sequence more.</summary>
internal static class BatchTable
{
    /// <summary>Differences below this are the machine's.</summary>
    private const double Tolerance = 1.02;

    /// <summary>Powers of two, and what is just beside them.</summary>
    public static int[] Sizes { get; } = [1, 2, 3, 4, 7, 8, 15, 16, 31, 32];

    /// <summary>Every size up to that of the other tables.</summary>
    public static int[] AllSizes { get; } = [.. Enumerable.Range(1, CharacterText.BatchSize)];

    /// <summary>Measures an LSTM with batches of all these sizes, and prints a row for each.</summary>
    public static void Write(int hiddenSize, int[] sizes, int rounds, TextWriter output)
    {
        ITrainedNetwork[] networks = [.. sizes.Order().Select(size => CharacterNetworks.Create(CellKind.Lstm, hiddenSize, size))];
        UpdateTimes[] times = [.. networks.Select(network => new UpdateTimes(network.Update, network.MultiplyAdds))];
        TrainingRounds.Run(times, rounds);
        var table = new MarkdownTable(
            $"LSTM {hiddenSize}, B", "ms", "ms a sequence", "share of the peak", "bytes allocated", "longer than B + 1");
        for (int i = 0; i < networks.Length; i++)
        {
            int size = networks[i].BatchSize;
            bool hasNext = i + 1 < networks.Length && networks[i + 1].BatchSize == size + 1;
            table.AddRow([
                TableText.Whole(size), TableText.Milliseconds(times[i].Median), TableText.Milliseconds(times[i].Median / size),
                TableText.Share(times[i].ShareOfPeak), TableText.Whole(times[i].AllocatedBytes),
                hasNext ? Compare(times[i], times[i + 1]) : "-",
            ]);
        }

        table.Write(output);
        output.WriteLine();
    }

    private static string Compare(UpdateTimes times, UpdateTimes next)
    {
        double ratio = Statistics.MedianRatio(times.Milliseconds, next.Milliseconds);
        return ratio > Tolerance ? $"YES, {TableText.Ratio(ratio)}" : "no";
    }
}
