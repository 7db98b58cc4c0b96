using System.Globalization;
using UnrolledRnn.Benchmarks.Experiments.Pictures;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>An Elman network whose W_hh starts as the identity, beside others: what it learns, and how far its gradients reach.</summary>
internal static class StartExperiment
{
    private const int SmoothedUpdates = 50;

    private static readonly int[] s_seeds = [1, 2, 3];
    private static readonly (string Name, string Color)[] s_starts =
    [
        ("W_hh = I", Curve.Blue),
        ("only W_hh random", Curve.Red),
        ("all as PyTorch's", Curve.Grey),
    ];

    /// <summary>Trains, prints a table and writes pictures.</summary>
    public static void Recall(int updates, string folder, TextWriter output) => Write(
        $"Recalling the first of {RecallTask.Length} tokens",
        seed =>
        {
            var task = new RecallTask(seed);
            RecallFromIdentity random = StartRun.WithRandomHidden(new RecallFromIdentity(seed), seed);
            return
            [
                StartRun.Train<RecallFromIdentity, RecallStep>(new(seed), task, updates),
                StartRun.Train<RecallFromIdentity, RecallStep>(random, task, updates),
                StartRun.Train<RecallFromUniform, RecallStep>(new(seed), task, updates),
            ];
        },
        "recall",
        folder,
        output);

    /// <summary>Trains, prints a table and writes pictures.</summary>
    public static void Text(string path, int updates, string folder, TextWriter output)
    {
        var task = new TextTask(path);
        Write(
            "The next character of Shakespeare",
            seed =>
            {
                TextFromIdentity random = StartRun.WithRandomHidden(new TextFromIdentity(seed), seed);
                return
                [
                    StartRun.Train<TextFromIdentity, TextStep>(new(seed), task, updates),
                    StartRun.Train<TextFromIdentity, TextStep>(random, task, updates),
                    StartRun.Train<TextFromUniform, TextStep>(new(seed), task, updates),
                ];
            },
            "text",
            folder,
            output);
    }

    private static void Write(string title, Func<int, StartRun[]> train, string name, string folder, TextWriter output)
    {
        StartRun[][] bySeed = [.. s_seeds.Select(train)];
        var table = new MarkdownTable([
            title, .. s_seeds.Select(seed => $"loss at the end, seed {seed}"),
            "gradient half way back: new", "trained", "all the way: new", "trained",
        ]);
        for (int i = 0; i < s_starts.Length; i++)
        {
            StartRun[] runs = [.. bySeed.Select(runs => runs[i])];
            int half = (runs[0].ReachBefore.Length / 2) - 1;
            table.AddRow([
                s_starts[i].Name, .. runs.Select(run => run.FinalLoss.ToString("0.000", CultureInfo.InvariantCulture)),
                Reach(runs, run => run.ReachBefore[half]), Reach(runs, run => run.ReachAfter[half]),
                Reach(runs, run => run.ReachBefore[^1]), Reach(runs, run => run.ReachAfter[^1]),
            ]);
        }

        table.Write(output);
        output.WriteLine();
        var losses = new LinePicture(title, "updates", "loss, nats");
        losses.Save(
            Path.Combine(folder, $"{name}-loss.png"),
            [.. Curves(run => run.Losses).Select(curve => curve with { Values = Curve.Smooth(curve.Values, SmoothedUpdates) })]);
        var reach = new LinePicture(
            $"{title}: how far gradients reach", "k, steps back", "|dL/dh_(T-k)|, divided by that of k = 1", IsLogarithmic: true,
            First: 1);
        reach.Save(
            Path.Combine(folder, $"{name}-gradients.png"),
            [
                .. Curves(run => run.ReachBefore).Select(curve => curve with { Name = $"{curve.Name}, new" }),
                .. Curves(run => run.ReachAfter).Select(curve => curve with { Name = $"{curve.Name}, trained", IsDashed = true }),
            ]);

        // The mean over the seeds.
        IEnumerable<Curve> Curves(Func<StartRun, double[]> values) => s_starts.Select((start, i) => new Curve(
            start.Name,
            start.Color,
            [.. Enumerable.Range(0, values(bySeed[0][i]).Length).Select(x => bySeed.Average(runs => values(runs[i])[x]))]));
    }

    private static string Reach(StartRun[] runs, Func<StartRun, double> value) =>
        runs.Average(value).ToString("0.0e+0", CultureInfo.InvariantCulture);
}
