using System.CommandLine;
using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Histogram;

/// <summary><c>histogram</c>: single steps timed one by one, alone and beside a busy garbage collector.</summary>
internal static class HistogramCommand
{
    private const int WarmUpSteps = 10_000;

    public static Command Create()
    {
        var steps = new Option<int>("--steps") { Description = "Steps to time", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("histogram", "Times single steps one by one") { steps };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(steps);
            for (int i = 0; i < MeasurementPlan.WarmUps; i++)
            {
                StepTimes.Measure(Math.Min(count, WarmUpSteps));
                Thread.Sleep(MeasurementPlan.CompilationPause);
            }

            StepTimes alone = StepTimes.Measure(count);
            using var load = new CollectorLoad();
            StepTimes beside = StepTimes.Measure(count);
            MachineReport.WriteMachine(Console.Out);
            Console.Out.WriteLine();
            HistogramTable.Write([("alone", alone), ("beside a busy garbage collector", beside)], Console.Out);
        });
        return command;
    }
}
