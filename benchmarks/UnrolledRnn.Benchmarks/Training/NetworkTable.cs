using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Benchmarks.Training.Torch;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Updates of the character models, each beside the peak and beside PyTorch.</summary>
internal static class NetworkTable
{
    private static readonly int[] s_torchThreads = [1, 2];

    /// <summary>Measures networks and prints a row for each.</summary>
    /// <param name="title">The title of the first column.</param>
    /// <param name="networks">Create the networks with a number of threads.</param>
    /// <param name="rounds">How often each has its turn.</param>
    /// <param name="torch">PyTorch, or null.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Write(
        string title, IReadOnlyList<Func<int, ITrainedNetwork>> networks, int rounds, TorchPeer? torch, TextWriter output)
    {
        Row[] rows = [.. networks.Select(network => new Row(network, torch is null ? [] : s_torchThreads))];
        TorchCase[] torchCases = [.. rows.SelectMany(row => row.Torch)];
        TrainingRounds.Run(
            [.. rows.SelectMany(row => row.Times)],
            rounds,
            () => Array.ForEach(torchCases, torchCase => torchCase.Measure(torch!)));

        var table = new MarkdownTable([
            title,
            .. TrainerThreads.Counts.Select(threads => Title("ms", threads)),
            .. TrainerThreads.Counts.Select(threads => Title("share of the peak", threads)),
            .. TrainerThreads.Counts.Select(threads => Title("peak of one, multiply-adds/ns", threads)),
            "bytes allocated",
            .. rows[0].Torch.Zip(s_torchThreads, (_, threads) => Title("PyTorch ms", threads)),
            .. (string[])(torch is null ? [] : ["its inputs"]),
        ]);
        foreach (Row row in rows)
        {
            table.AddRow([
                row.Name,
                .. row.Times.Select(times => TableText.Milliseconds(times.Median)),
                .. row.Times.Select(times => TableText.Share(times.ShareOfPeak)),
                .. row.Times.Select(times => TableText.Milliseconds(times.Peak)),
                TableText.Whole(row.Times.Sum(times => times.AllocatedBytes)),
                .. row.Torch.Select(row.Compare),
                .. (string[])(torch is null ? [] : [string.Join(", ", row.Torch.Select(peer => peer.InputKind).Distinct())]),
            ]);
        }

        table.Write(output);
        output.WriteLine("""

            An update: forward, cross-entropy, backward, clipping by the norm, Adam; float32. Medians of rounds in which each has its
            turn. The share is that of the peak of as many threads, measured just before on all at once, by 3 multiply-adds for each token
            and each weight that is multiplied; rows that tokens select are not. Bytes: of all measured updates together.

            """);
        if (torch is not null)
        {
            output.WriteLine($"{torch.Description}; float32, Adam with foreach. In brackets: its time divided by that of our first column.");
            output.WriteLine(torch.HasReferenceBlas
                ? "It multiplies by the reference BLAS, many times slower than it is elsewhere; give it another by --blas FOLDER.\n"
                : "");
        }
    }

    private static string Title(string unit, int threads) => $"{unit}, {threads} thread{(threads == 1 ? "" : "s")}";

    private sealed class Row
    {
        public Row(Func<int, ITrainedNetwork> create, int[] torchThreads)
        {
            ITrainedNetwork[] networks = [.. TrainerThreads.Counts.Select(create)];
            Name = networks[0].Name;
            Times = [.. networks.Select(network => new UpdateTimes(network.Update, network.MultiplyAdds, network.Threads))];
            Torch = [.. torchThreads.Select(threads => new TorchCase(networks[0], threads))];
        }

        public string Name { get; }

        /// <summary>For each number of threads.</summary>
        public UpdateTimes[] Times { get; }

        public TorchCase[] Torch { get; }

        public string Compare(TorchCase peer) =>
            $"{TableText.Milliseconds(peer.Median)} ({TableText.Ratio(peer.Median / Times[0].Median)})";
    }
}
