using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using UnrolledRnn.Benchmarks.Experiments.Pictures;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>
/// A word model beside PyTorch's, update by update in turns: the same initial weights, words in the same order, Adam, gradients clipped.
/// </summary>
/// <param name="folder">Where files go.</param>
/// <param name="blasFolder">A folder whose libblas.so.3 PyTorch uses, or null for that of the system.</param>
internal sealed class WordsBesideTorch(string folder, string? blasFolder)
{
    private const float MaxGradientNorm = 1;

    /// <summary>Updates whose time is that of a compiler at work.</summary>
    private const int WarmUps = 10;

    /// <summary>B.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Chunks of the text, over which updates go again and again.</summary>
    public int Chunks { get; init; } = 60;

    /// <summary>The size of Adam's steps.</summary>
    public float LearningRate { get; init; } = 0.005f;

    /// <summary>Threads of each.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Trains both, prints what they came to, and writes a picture and the losses.</summary>
    /// <param name="name">What files are called.</param>
    /// <param name="textPath">The text, compressed where it ends in .gz.</param>
    /// <param name="updates">How often.</param>
    /// <param name="output">Where the table goes.</param>
    public void Run<TNetwork>(string name, string textPath, int updates, TextWriter output)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        int[] tokens = Tokens(TextFiles.Read(textPath), shape.InputSize, (Chunks * shape.SequenceLength * BatchSize) + 1);
        TNetwork network = TNetwork.Create(seed: 1);
        string weights = Path.Combine(folder, $"{name}.safetensors");
        string text = Path.Combine(folder, $"{name}.tokens");
        ModelFile.Save(network, weights);
        TorchScript.WriteTokens(text, tokens);
        var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length, LearningRate), BatchSize, MaxGradientNorm)
        {
            Threads = Threads,
        };
        string[] arguments =
        [
            weights, text, .. new IFormattable[] { shape.SequenceLength, BatchSize, LearningRate, MaxGradientNorm, Threads }
                .Select(number => number.ToString(null, CultureInfo.InvariantCulture)),
        ];
        using var peer = new TorchScript("beside.py", arguments, blasFolder);
        string version = peer.Read();
        var ours = new List<(double Loss, double Milliseconds)>();
        var theirs = new List<(double Loss, double Milliseconds)>();
        for (int update = 0; update < updates; update++)
        {
            ours.Add(Update(trainer, tokens, update));
            peer.Write("update");
            double[] answer = [.. peer.Read().Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            theirs.Add((answer[0], answer[1]));
            if ((update + 1) % 50 == 0)
            {
                output.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{update + 1} updates: {ours[^1].Loss:F5}, {theirs[^1].Loss:F5}; ")
                    + string.Create(CultureInfo.InvariantCulture, $"{ours[^1].Milliseconds:F0} ms, {theirs[^1].Milliseconds:F0} ms"));
            }
        }

        Report(name, version, ours, theirs, shape.SequenceLength * BatchSize, output);
        Keep(name, tokens, theirs);
    }

    /// <summary>[T, B] tokens of a chunk; with an offset of 1, their targets.</summary>
    public static int[] Chunk(int[] tokens, int chunk, int chunks, int length, int batchSize, int offset) =>
    [
        .. from t in Enumerable.Range(0, length)
           from b in Enumerable.Range(0, batchSize)
           select tokens[(b * length * chunks) + (chunk * length) + t + offset],
    ];

    private (double Loss, double Milliseconds) Update<TNetwork>(Trainer<TNetwork> trainer, int[] tokens, int update)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        int chunk = update % Chunks;
        int length = TNetwork.Shape.SequenceLength;
        int[] inputs = Chunk(tokens, chunk, Chunks, length, BatchSize, offset: 0);
        int[] targets = Chunk(tokens, chunk, Chunks, length, BatchSize, offset: 1);
        if (chunk == 0)
        {
            trainer.ResetStates();
        }

        long start = Stopwatch.GetTimestamp();
        double loss = trainer.Train(inputs, targets).Loss;
        return (loss, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private void Report(
        string name, string version, List<(double Loss, double Milliseconds)> ours, List<(double Loss, double Milliseconds)> theirs,
        int tokens, TextWriter output)
    {
        double[] differences = [.. ours.Zip(theirs, (one, other) => Math.Abs((one.Loss / other.Loss) - 1))];
        var table = new MarkdownTable(name, "first loss", "last loss", "largest difference", "words/s, mean", "words/s, median");
        table.AddRow(Row("this library", ours, differences.Max().ToString("P5", CultureInfo.InvariantCulture)));
        table.AddRow(Row(version, theirs, ""));
        table.Write(output);
        new LinePicture("The same weights, words and optimizer", "updates", "loss, nats").Save(
            Path.Combine(folder, $"{name}-loss.png"),
            [new("this library", Curve.Red, [.. ours.Select(update => update.Loss)]),
                new("PyTorch", "#000000", [.. theirs.Select(update => update.Loss)], IsDashed: true)]);

        string[] Row(string who, List<(double Loss, double Milliseconds)> updates, string difference)
        {
            double[] times = [.. updates.Skip(WarmUps).Select(update => update.Milliseconds)];
            return
            [
                who, Loss(updates[0].Loss), Loss(updates[^1].Loss), difference, Speed(times.Average()), Speed(Statistics.Median(times)),
            ];
        }

        string Speed(double milliseconds) => (tokens / milliseconds * 1e3).ToString("N0", CultureInfo.InvariantCulture);
    }

    private void Keep(string name, int[] tokens, List<(double Loss, double Milliseconds)> theirs)
    {
        byte[] bytes = new byte[tokens.Length * sizeof(ushort)];
        Buffer.BlockCopy(Array.ConvertAll(tokens, token => (ushort)token), 0, bytes, 0, bytes.Length);
        using FileStream file = File.Create(Path.Combine(folder, $"{name}.json"));
        using var writer = new Utf8JsonWriter(file);
        writer.WriteStartObject();
        writer.WriteNumber("batchSize", BatchSize);
        writer.WriteNumber("chunks", Chunks);
        writer.WriteNumber("learningRate", LearningRate);
        writer.WriteNumber("maxNorm", MaxGradientNorm);
        writer.WriteBase64String("tokens", bytes);
        writer.WriteStartArray("losses");
        foreach ((double loss, double _) in theirs)
        {
            writer.WriteNumberValue(loss);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The first tokens of a text, of a vocabulary that is theirs.</summary>
    private static int[] Tokens(string text, int vocabulary, int count)
    {
        // A word has at most so many characters on the average, and what is behind the tokens does not count for the vocabulary.
        const int CharactersOfToken = 8;
        string part = text[..Math.Min(text.Length, count * CharactersOfToken)];
        int[] tokens = TextTokens.Words(vocabulary).CreateTokenizer(part, vocabulary).EncodeText(part, out _);
        return tokens.Length >= count
            ? tokens[..count]
            : throw new ArgumentException($"Expected a text of {count} words, got one of {tokens.Length}.", nameof(text));
    }

    private static string Loss(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
