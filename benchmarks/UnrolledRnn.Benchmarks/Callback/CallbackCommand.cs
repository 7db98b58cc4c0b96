using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using UnrolledRnn.Benchmarks.Histogram;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Benchmarks.Callback;

/// <summary>
/// <c>callback</c>: an audio driver at 48 kHz that asks for 64 samples at a time, while the rest of the program allocates 60 MB a
/// second and a user changes the model every second.
/// </summary>
internal static class CallbackCommand
{
    private const double BlocksInSecond = 48_000.0 / AudioCallback.BlockSize;

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "Seconds to play", DefaultValueFactory = _ => 60 };
        var command = new Command("callback", "Plays in real time beside a busy collector, with another model every second") { seconds };
        command.SetAction(parsed => Run(parsed.GetValue(seconds)));
        return command;
    }

    private static void Run(int seconds)
    {
        var callback = new AudioCallback(RecurrentModel.Open(AmpModels.Next(0)));
        long[] ticks = new long[(int)(seconds * BlocksInSecond)];
        callback.Play(ticks.AsSpan(0, (int)BlocksInSecond));
        int collections = GC.CollectionCount(0);
        (long bytes, int late) = (0, 0);
        TimeSpan pauses = GC.GetTotalPauseDuration();
        bool isFirst = false;
        int swaps;
        using (new CollectorLoad(keptCount: 256, bytesBeforePause: 1 << 16))
        using (var swap = new ModelSwap(callback))
        {
            var driver = new Thread(() =>
            {
                isFirst = RealTimeThread.TryBecome();
                (bytes, late) = callback.Play(ticks);
            });
            driver.Start();
            driver.Join();
            swaps = swap.Count;
        }

        int missed = ticks.Count(AudioCallback.IsMissed);
        Array.Sort(ticks);
        MachineReport.WriteMachine(Console.Out);
        Console.Out.WriteLine();
        var table = new MarkdownTable(
            "blocks", "models", "collections", "median µs", "p99.9 µs", "max µs", "misses", "bytes", "late starts", "pauses ms");
        table.AddRow([
            Text(ticks.Length), Text(swaps), Text(GC.CollectionCount(0) - collections),
            Microseconds(ticks, 0.5), Microseconds(ticks, 0.999), Microseconds(ticks, 1), Text(missed), Text(bytes),
            Text(late), Text((long)(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds),
        ]);
        table.Write(Console.Out);
        Console.Out.WriteLine("""

            A miss is a block that took longer than its 1333 µs. A late start is one that was called when it should have been there: the
            collector held all threads of the program, or another program the processor. Drivers keep some blocks ahead for that.
            """);
        Console.Out.WriteLine(isFirst
            ? "The thread runs before all others, as a driver's does."
            : "The thread waits its turn among all others.");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Microseconds(long[] sorted, double share)
    {
        long ticks = sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return (ticks * 1e6 / Stopwatch.Frequency).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
