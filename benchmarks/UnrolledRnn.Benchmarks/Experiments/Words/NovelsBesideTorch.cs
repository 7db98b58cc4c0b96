using System.Globalization;
using System.Text.Json.Nodes;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>
/// The pretrained model beside PyTorch's of the same architecture, which learns the same novels in the same order for a given time:
/// AdamW, a cosine over that time, dropout; both are measured on a novel that neither has read.
/// </summary>
/// <param name="folder">Where files go.</param>
/// <param name="blasFolder">A folder whose libblas.so.3 PyTorch uses, or null for that of the system.</param>
internal sealed class NovelsBesideTorch(string folder, string? blasFolder)
{
    private const int BatchSize = 32;

    /// <summary>What PyTorch learns in.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Threads of PyTorch.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Trains PyTorch's model and prints both perplexities.</summary>
    /// <param name="train">The novels, one text.</param>
    /// <param name="heldOut">The novel held out.</param>
    /// <param name="output">Where the table goes.</param>
    public void Run(string train, string heldOut, TextWriter output)
    {
        LanguageModel pretrained = LanguageModel.Pretrained();
        string weights = Path.Combine(folder, "novels.safetensors");
        ModelFile.Save(new NovelWords(seed: 1), weights);
        var settings = new JsonObject
        {
            ["weights"] = weights,
            ["train"] = Tokens("novels-train", pretrained.Tokenizer, train),
            ["heldOut"] = Tokens("novels-heldout", pretrained.Tokenizer, heldOut),
            ["unknown"] = Vocabulary.Unknown,
            ["dropouts"] = new JsonObject { ["layer"] = 0.1, ["output"] = 0.1 },
            ["steps"] = NovelWords.SequenceLength,
            ["batch"] = BatchSize,
            ["rate"] = 0.002,
            ["decay"] = 0.01,
            ["warmUp"] = 0.02,
            ["floor"] = 0.02,
            ["maxNorm"] = 1,
            ["seconds"] = Time.TotalSeconds,
            ["seed"] = 1,
            ["threads"] = Threads,
        };
        using var script = new TorchScript("timed.py", [settings.ToJsonString()], blasFolder);
        string version = script.Read();
        string line;
        while (!(line = script.Read()).StartsWith("end ", StringComparison.Ordinal))
        {
            output.WriteLine(line);
        }

        string[] end = line.Split(' ');
        TextScore ours = pretrained.Score(heldOut);
        var table = new MarkdownTable("held-out novel", "perplexity of known tokens", "tokens read in training");
        table.AddRow(["this library's pretrained model", Number(ours.Perplexity), "see its training.log"]);
        table.AddRow([
            $"{version}, {Time.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture)} min on {Threads} threads",
            Number(Math.Exp(double.Parse(end[3], CultureInfo.InvariantCulture))), end[2],
        ]);
        table.Write(output);
    }

    private string Tokens(string name, VocabularyTokenizer tokenizer, string text)
    {
        string path = Path.Combine(folder, $"{name}.tokens");
        TorchScript.WriteTokens(path, tokenizer.EncodeText(text, out _));
        return path;
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
