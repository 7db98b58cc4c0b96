using System.Diagnostics;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>What a model of words takes of the memory.</summary>
internal static class MemoryTable
{
    /// <summary>Creates what an update needs, one thing after the other, and prints what each took.</summary>
    public static void Write(TextWriter output)
    {
        int[] tokens = CharacterText.Tokens(WordModel.Steps * WordModel.BatchSize, WordModel.Vocabulary, seed: 1);
        int[] targets = CharacterText.Tokens(tokens.Length, WordModel.Vocabulary, seed: 2);
        var table = new MarkdownTable(
            $"words {WordModel.Vocabulary}, T {WordModel.Steps}, B {WordModel.BatchSize}",
            "MiB allocated", "MiB held", "working set + MiB");
        WordModel network = Add(table, "network", () => new WordModel(seed: 1));
        Adam optimizer = Add(table, "Adam", () => new Adam(network.Parameters.Length));
        TrainingTape tape = Add(table, "tape alone", () => new WordModel.Tape(WordModel.BatchSize));
        Trainer<WordModel> trainer = Add(
            table,
            "trainer: tape, gradients, outputs",
            () => new Trainer<WordModel>(network, optimizer, WordModel.BatchSize, maxGradientNorm: 1));
        Add(table, "first update", () => trainer.Train(tokens, targets));
        Add(table, "second update", () => trainer.Train(tokens, targets));
        GC.KeepAlive(tape);
        Trainer<WordModel> anew = Add(
            table,
            "trainer that recomputes",
            () => new Trainer<WordModel>(network, optimizer, WordModel.BatchSize, maxGradientNorm: 1) { Recomputes = true });
        Add(table, "its first update", () => anew.Train(tokens, targets));
        table.Write(output);
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"""

            Embedding 256, LSTM 512, 512 and 256, {TableText.Whole(network.Parameters.Length)} parameters. Working set of the process:
            {TableText.Mebibytes(process.WorkingSet64)} MiB. Memory joins the working set when it is first written to, so the updates
            show what of the tape they use.

            """);
    }

    private static T Add<T>(MarkdownTable table, string name, Func<T> create)
    {
        long held = GC.GetTotalMemory(forceFullCollection: true);
        long workingSet = Environment.WorkingSet;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        T result = create();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        workingSet = Environment.WorkingSet - workingSet;
        held = GC.GetTotalMemory(forceFullCollection: true) - held;
        table.AddRow([name, TableText.Mebibytes(allocated), TableText.Mebibytes(held), TableText.Mebibytes(workingSet)]);
        return result;
    }
}
