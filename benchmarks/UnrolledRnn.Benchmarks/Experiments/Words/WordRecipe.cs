using System.Globalization;
using System.Text.Json.Nodes;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>
/// The recipe of AWD-LSTM beside PyTorch's: the same settings and initial weights, each with its own draws. Embedding, input, layer and
/// output dropout, DropConnect, activation penalties, random lengths, and non-monotonically triggered averaged SGD.
/// </summary>
/// <param name="trainPath">A text of words between blanks, such as a part of WikiText-2.</param>
/// <param name="heldOutPath">A text of its kind.</param>
/// <param name="folder">Where files go.</param>
/// <param name="blasFolder">A folder whose libblas.so.3 PyTorch uses, or null for that of the system.</param>
internal sealed class WordRecipe(string trainPath, string heldOutPath, string folder, string? blasFolder)
{
    private const int BatchSize = 20;
    private const float LearningRate = 30;
    private const float MaxGradientNorm = 0.25f;
    private const float WeightDecay = 1.2e-6f;
    private const int Patience = 2;
    private const int FewestTimes = 3;
    private const string EndOfLine = "<eos>";
    private const string Unknown = "<unk>";

    private static readonly Regularization s_regularization = new()
    {
        EmbeddingDropout = 0.05f,
        InputDropout = 0.2f,
        LayerDropout = 0.1f,
        OutputDropout = 0.2f,
        WeightDropout = 0.2f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
    };

    /// <summary>Passes over the text.</summary>
    public int Epochs { get; init; } = 12;

    /// <summary>Threads of each.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Trains both with each seed, and prints their held-out perplexities.</summary>
    public void Run(IReadOnlyList<int> seeds, TextWriter output)
    {
        Dictionary<string, int> vocabulary = Vocabulary(trainPath);
        int[] training = Tokens(trainPath, vocabulary);
        int[] heldOut = Tokens(heldOutPath, vocabulary);
        TorchScript.WriteTokens(Path.Combine(folder, "recipe-train.tokens"), training);
        TorchScript.WriteTokens(Path.Combine(folder, "recipe-heldout.tokens"), heldOut);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{vocabulary.Count} words, {training.Length} tokens to train on, {heldOut.Length} held out"));
        var table = new MarkdownTable("run", "held-out perplexity", "its epoch", "last training loss", "averaging from", "seconds");
        foreach (int seed in seeds)
        {
            table.AddRow(Row($"this library, seed {seed}", Ours(seed, training, heldOut), output));
            table.AddRow(Row($"PyTorch, seed {seed}", Theirs(seed), output));
        }

        table.Write(output);
    }

    private List<Epoch> Ours(int seed, int[] training, int[] heldOut)
    {
        var network = new WikiWords(seed);
        ModelFile.Save(network, Path.Combine(folder, $"recipe-{seed}.safetensors"));
        var optimizer = new NtAsgd(network.Parameters.Length, LearningRate, Patience, WeightDecay);
        var trainer = new Trainer<WikiWords>(network, optimizer, BatchSize, MaxGradientNorm)
        {
            Threads = Threads,
            Regularization = s_regularization with { Seed = seed },
        };
        List<Epoch> epochs = [];
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        trainer.Fit(new TokenStreamDataset(training) { WindowLengths = WindowLengths.Random }, new FitOptions
        {
            Epochs = Epochs,
            Seed = seed,
            Validation = new TokenStreamDataset(heldOut),
            OnEpoch = epoch => epochs.Add(new Epoch(
                epoch.Loss, epoch.ValidationLoss, optimizer.IsAveraging, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds)),
        });
        return epochs;
    }

    private List<Epoch> Theirs(int seed)
    {
        Regularization drop = s_regularization;
        var settings = new JsonObject
        {
            ["weights"] = Path.Combine(folder, $"recipe-{seed}.safetensors"),
            ["train"] = Path.Combine(folder, "recipe-train.tokens"),
            ["heldOut"] = Path.Combine(folder, "recipe-heldout.tokens"),
            ["dropouts"] = new JsonObject
            {
                ["embedding"] = drop.EmbeddingDropout, ["input"] = drop.InputDropout, ["layer"] = drop.LayerDropout,
                ["output"] = drop.OutputDropout, ["weight"] = drop.WeightDropout,
            },
            ["ar"] = drop.ActivationPenalty,
            ["tar"] = drop.TemporalActivationPenalty,
            ["steps"] = WikiWords.SequenceLength,
            ["batch"] = BatchSize,
            ["rate"] = LearningRate,
            ["maxNorm"] = MaxGradientNorm,
            ["decay"] = WeightDecay,
            ["patience"] = Patience,
            ["epochs"] = Epochs,
            ["seed"] = seed,
            ["threads"] = Threads,
        };
        using var script = new TorchScript("recipe.py", [settings.ToJsonString()], blasFolder);
        List<Epoch> epochs = [];
        for (int i = 0; i < Epochs; i++)
        {
            double[] line = [.. script.Read().Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            epochs.Add(new Epoch(line[0], line[1], line[2] != 0, line[3]));
        }

        return epochs;
    }

    private static string[] Row(string name, List<Epoch> epochs, TextWriter output)
    {
        string course = string.Join(", ", epochs.Select(epoch => Perplexity(epoch.HeldOut)));
        output.WriteLine($"{name}: {course}");
        Epoch best = epochs.MinBy(epoch => epoch.HeldOut)!;
        int averaging = epochs.FindIndex(epoch => epoch.IsAveraging);
        return
        [
            name, Perplexity(best.HeldOut), (epochs.IndexOf(best) + 1).ToString(CultureInfo.InvariantCulture),
            epochs[^1].Loss.ToString("F3", CultureInfo.InvariantCulture),
            averaging < 0 ? "never" : (averaging + 2).ToString(CultureInfo.InvariantCulture),
            epochs[^1].Seconds.ToString("F0", CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>The words that are frequent enough, in the order of the text; the text has one for all others already.</summary>
    private static Dictionary<string, int> Vocabulary(string path)
    {
        var counts = new OrderedDictionary<string, int> { [Unknown] = FewestTimes };
        foreach (string word in Words(path))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        string[] words = [.. counts.Where(word => word.Value >= FewestTimes).Select(word => word.Key)];
        return words.Length <= WikiWords.InputSize
            ? words.Select((word, number) => (word, number)).ToDictionary(pair => pair.word, pair => pair.number)
            : throw new ArgumentException($"Expected at most {WikiWords.InputSize} words, got {words.Length}.", nameof(path));
    }

    private static int[] Tokens(string path, Dictionary<string, int> vocabulary) =>
        [.. Words(path).Select(word => vocabulary.GetValueOrDefault(word, vocabulary[Unknown]))];

    private static IEnumerable<string> Words(string path) =>
        File.ReadLines(path).SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(EndOfLine));

    private static string Perplexity(double loss) => Math.Exp(loss).ToString("F2", CultureInfo.InvariantCulture);

    private sealed record Epoch(double Loss, double HeldOut, bool IsAveraging, double Seconds);
}
