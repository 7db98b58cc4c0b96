using System.CommandLine;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Benchmarks.Training.Torch;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary><c>training</c>: updates of character models, and what their memory takes.</summary>
internal static class TrainingCommand
{
    private const int BatchHiddenSize = 256;

    private static readonly int[] s_onnxHiddenSizes = [128, 256];

    public static Command Create()
    {
        var only = new Option<TrainingSection[]>("--only")
        {
            Description = "Measure only these",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Enum.GetValues<TrainingSection>(),
        };
        var hidden = new Option<int[]>("--hidden")
        {
            Description = "Measure only networks of these sizes",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        hidden.AcceptOnlyFromAmong([.. CharacterNetworks.HiddenSizes.Select(size => TableText.Whole(size))]);
        var batches = new Option<int[]>("--batches")
        {
            Description = "Sizes of batches to measure; all from 1 to 32 where none follow",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => BatchTable.Sizes,
        };
        var rounds = new Option<int>("--rounds") { Description = "How often each has its turn", DefaultValueFactory = _ => 9 };
        var parts = new Option<bool>("--parts")
        {
            Description = "Times the parts of an update of the first network asked for, of LSTM 256 where none is",
        };
        var blas = new Option<string?>("--blas")
        {
            Description = "Folder whose libblas.so.3 PyTorch uses, such as that of Debian's libopenblas0-openmp",
        };
        var command = new Command("training", "Measures updates of character models, prints tables")
        {
            only, hidden, batches, rounds, parts, blas,
        };
        command.SetAction(parsed =>
        {
            TrainingSection[] sections = parsed.GetRequiredValue(only);
            int[] hiddenSizes = parsed.GetRequiredValue(hidden);
            int turns = Math.Max(1, parsed.GetValue(rounds));
            MachineReport.WriteMachine(Console.Out);
            Console.Out.WriteLine();
            if (parsed.GetValue(parts))
            {
                CellKind cell = sections[0] == TrainingSection.Elman ? CellKind.Elman : CellKind.Lstm;
                int size = hiddenSizes.FirstOrDefault(BatchHiddenSize);
                PartsTable.Write(CharacterNetworks.Create(cell, size, CharacterText.BatchSize), turns, Console.Out);
                return;
            }

            bool isBare = parsed.GetResult(batches) is { Implicit: false, Tokens.Count: 0 };
            int[] sizes = isBare ? BatchTable.AllSizes : parsed.GetRequiredValue(batches);
            Run(sections, hiddenSizes, sizes, turns, parsed.GetValue(blas));
        });
        return command;
    }

    private static void Run(TrainingSection[] sections, int[] hiddenSizes, int[] batchSizes, int rounds, string? blasFolder)
    {
        // First, while the working set of the process is its own.
        if (sections.Contains(TrainingSection.Memory))
        {
            MemoryTable.Write(Console.Out);
        }

        WriteNetworks(sections, hiddenSizes.Length == 0 ? CharacterNetworks.HiddenSizes : hiddenSizes, rounds, blasFolder);
        if (sections.Contains(TrainingSection.Batch))
        {
            BatchTable.Write(hiddenSizes.FirstOrDefault(BatchHiddenSize), batchSizes, rounds, Console.Out);
        }

        if (sections.Contains(TrainingSection.Onnx))
        {
            OnnxTable.Write(hiddenSizes.Length == 0 ? s_onnxHiddenSizes : hiddenSizes, rounds, Console.Out);
        }
    }

    private static Func<int, ITrainedNetwork>[] Characters(CellKind[] cells, int[] hiddenSizes) =>
    [
        .. cells.SelectMany(cell => hiddenSizes.Select(size => (Func<int, ITrainedNetwork>)(
            threads => CharacterNetworks.Create(cell, size, CharacterText.BatchSize, threads)))),
    ];

    private static void WriteNetworks(TrainingSection[] sections, int[] hiddenSizes, int rounds, string? blasFolder)
    {
        bool hasTorch = sections.Contains(TrainingSection.Torch);
        bool hasLstm = sections.Contains(TrainingSection.Lstm);
        bool hasElman = sections.Contains(TrainingSection.Elman);
        bool hasWords = sections.Contains(TrainingSection.Words);
        bool isTorchAlone = hasTorch && !hasLstm && !hasElman && !hasWords;
        CellKind[] cells =
        [
            .. (CellKind[])(hasLstm || isTorchAlone ? [CellKind.Lstm] : []),
            .. (CellKind[])(hasElman || isTorchAlone ? [CellKind.Elman] : []),
        ];
        if (cells.Length > 0 || hasWords)
        {
            using TorchPeer? torch = hasTorch ? TorchPeer.TryStart(blasFolder) : null;
            if (hasTorch && torch is null)
            {
                Console.Out.WriteLine("There is no PyTorch to stand beside.\n");
            }

            if (cells.Length > 0)
            {
                NetworkTable.Write(CharacterNetworks.Title, Characters(cells, hiddenSizes), rounds, torch, Console.Out);
            }

            if (hasWords)
            {
                NetworkTable.Write(WordModel.Title, [WordModel.CreateTrained], rounds, torch, Console.Out);
            }
        }
    }
}
