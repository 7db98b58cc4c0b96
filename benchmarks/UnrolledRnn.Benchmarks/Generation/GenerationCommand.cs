using System.CommandLine;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary><c>generation</c>: what a token of a word model costs, beside reading its weights and beside others.</summary>
internal static class GenerationCommand
{
    public static Command Create()
    {
        var only = new Option<GenerationSection[]>("--only")
        {
            Description = "Measure only these",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Enum.GetValues<GenerationSection>(),
        };
        var rounds = new Option<int>("--rounds") { Description = "How often each has its turn", DefaultValueFactory = _ => 21 };
        var blas = new Option<string?>("--blas")
        {
            Description = "Folder whose libblas.so.3 PyTorch uses, such as that of Debian's libopenblas0-openmp",
        };
        var command = new Command("generation", "Measures the tokens of a word model one by one, prints a table") { only, rounds, blas };
        command.SetAction(parsed =>
        {
            MachineReport.WriteMachine(Console.Out);
            Console.Out.WriteLine();
            try
            {
                using var measurement = new GenerationMeasurement(parsed.GetRequiredValue(only), parsed.GetValue(blas));
                measurement.Run(Math.Max(1, parsed.GetValue(rounds)));
                measurement.Write(Console.Out);
                return 0;
            }
            catch (DisagreementException exception)
            {
                Console.Error.WriteLine($"Nothing is measured: {exception.Message}");
                return 1;
            }
        });
        return command;
    }
}
