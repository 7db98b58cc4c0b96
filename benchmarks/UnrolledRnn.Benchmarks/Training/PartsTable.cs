using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>The parts of an update, one by one.</summary>
internal static class PartsTable
{
    /// <summary>Measures the parts of one network, and prints a row for each and for the whole.</summary>
    public static void Write(ITrainedNetwork network, int rounds, TextWriter output)
    {
        var whole = new UpdateTimes(network.Update, network.MultiplyAdds);
        (string Name, UpdateTimes Times)[] parts =
            [.. network.Parts().Select(part => (part.Name, new UpdateTimes(part.Run, part.MultiplyAdds)))];
        TrainingRounds.Run([whole, .. parts.Select(part => part.Times)], rounds);
        var table = new MarkdownTable(
            $"{network.Name}, B {network.BatchSize}", "ms", "of the whole", "share of the peak", "bytes allocated");
        foreach ((string name, UpdateTimes times) in (IEnumerable<(string, UpdateTimes)>)[.. parts, ("an update of the trainer", whole)])
        {
            double share = times.ShareOfPeak;
            table.AddRow([
                name, TableText.Milliseconds(times.Median), TableText.Share(Statistics.MedianRatio(times.Milliseconds, whole.Milliseconds)),
                share == 0 ? "-" : TableText.Share(share), TableText.Whole(times.AllocatedBytes),
            ]);
        }

        table.Write(output);
        output.WriteLine();
    }
}
