using System.CommandLine;
using System.Text.Json;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary><c>latency</c>: one table of steps and sequences, against the bars and against other ways to compute the same.</summary>
internal static class LatencyCommand
{
    public static Command Create()
    {
        var brief = new Option<bool>("--short") { Description = "Fewer networks and shorter rounds: ends within two minutes" };
        var networks = new Option<string[]>("--network")
        {
            Description = "Measure only the networks whose names begin so, such as \"LSTM\" or \"GRU 16\"",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var json = new Option<bool>("--json") { Description = "Print the rows as JSON, and none without AVX-512" };
        var command = new Command("latency", "Measures single steps and sequences, prints one table") { brief, networks, json };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed.GetValue(brief), parsed.GetRequiredValue(networks), parsed.GetValue(json));
            }
            catch (DisagreementException exception)
            {
                Console.Error.WriteLine($"Nothing is measured: {exception.Message}");
                return 1;
            }
        });
        return command;
    }

    private static int Run(bool isBrief, string[] names, bool asJson)
    {
        MeasuredNetwork[] networks = [.. Select(isBrief, names)];
        if (networks.Length == 0)
        {
            Console.Error.WriteLine($"No network's name begins so; there are {string.Join(", ", Select(isBrief, []).Select(network => network.Name))}.");
            return 1;
        }

        IReadOnlyList<LatencyRow> rows = LatencyMeasurement.Run(networks, isBrief ? MeasurementPlan.Short : MeasurementPlan.Long);
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(rows));
            return 0;
        }

        string[] narrow = [.. networks.Where(network => network.Bars.CyclesWithoutAvx512 is not null).Select(network => network.Name)];
        IReadOnlyList<LatencyRow> narrowRows = narrow.Length == 0 ? [] : WithoutAvx512.Measure(narrow, isBrief);
        MachineReport.Write(rows, Console.Out);
        LatencyTable.Write([.. rows, .. narrowRows], Console.Out);
        return 0;
    }

    private static IEnumerable<MeasuredNetwork> Select(bool isBrief, string[] names)
    {
        IEnumerable<MeasuredNetwork> all = isBrief ? NetworkCatalog.Short : NetworkCatalog.Short.Concat(NetworkCatalog.Further);
        return names.Length == 0 ? all : all.Where(network => names.Any(name => StartsWithWords(network.Name, name)));
    }

    private static bool StartsWithWords(string text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase)
        && (text.Length == start.Length || !char.IsLetterOrDigit(text[start.Length]));
}
