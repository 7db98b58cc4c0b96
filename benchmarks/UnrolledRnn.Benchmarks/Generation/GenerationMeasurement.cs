using System.Numerics.Tensors;
using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Reports;
using UnrolledRnn.Benchmarks.Training.Torch;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>Models that generate, and their peers, timed in turns.</summary>
internal sealed class GenerationMeasurement : IDisposable
{
    private const int TorchTokens = 10;

    private static readonly int[] s_torchThreads = [1, 2];
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(40);

    private readonly List<GenerationRow> _rows = [];
    private readonly Timed? _onnx;
    private readonly OnnxTokenLoop? _onnxLoop;
    private readonly TorchPeer? _torch;
    private readonly List<double>[] _torchTimes = [.. s_torchThreads.Select(_ => new List<double>())];
    private string _torchWay = "";

    /// <summary>Creates the models that are asked for, and checks that they compute the same.</summary>
    /// <param name="sections">What is measured.</param>
    /// <param name="blasFolder">A folder whose libblas.so.3 PyTorch uses, or null.</param>
    /// <exception cref="DisagreementException">Two differ.</exception>
    public GenerationMeasurement(GenerationSection[] sections, string? blasFolder)
    {
        var network = new WordGenerator(seed: 1);
        NarrowWeights.Truncate(network);
        var loop = new TokenLoop<WordGenerator>(network);
        int[] tokens = [1, 2, 17, 4000, 11_999];
        float[] expected = loop.LogitsBehind(tokens);
        if (sections.Contains(GenerationSection.Float32))
        {
            _rows.Add(GenerationRow.Create("float32", sizeof(float), loop));
        }

        if (sections.Contains(GenerationSection.BFloat16))
        {
            var narrow = new NarrowWordGenerator(seed: 1);
            network.Parameters.CopyTo(narrow.Parameters);
            var narrowLoop = new TokenLoop<NarrowWordGenerator>(narrow);
            Compare(expected, narrowLoop.LogitsBehind(tokens), "bfloat16");
            _rows.Add(GenerationRow.Create("bfloat16", sizeof(ushort), narrowLoop));
        }

        if (sections.Contains(GenerationSection.Int8))
        {
            var narrowest = new NarrowestWordGenerator(seed: 1);
            network.Parameters.CopyTo(narrowest.Parameters);
            var narrowestLoop = new TokenLoop<NarrowestWordGenerator>(narrowest);
            Compare(expected, narrowestLoop.LogitsBehind(tokens), "int8", bound: 2e-2f);
            _rows.Add(GenerationRow.Create("int8", sizeof(ushort), narrowestLoop, bytesInTable: sizeof(sbyte)));
        }

        if (sections.Contains(GenerationSection.Onnx))
        {
            _onnxLoop = new OnnxTokenLoop(network);
            Compare(expected, _onnxLoop.LogitsBehind(tokens), "ONNX Runtime");
            _onnx = new Timed(_onnxLoop.Greedy, 1);
        }

        if (sections.Contains(GenerationSection.Torch))
        {
            _torch = TorchPeer.TryStart(blasFolder, Path.Combine("Generation", "Torch", "time_tokens.py"));
        }
    }

    private IEnumerable<Timed> All => [.. _rows.SelectMany(row => row.All), .. (Timed[])(_onnx is null ? [] : [_onnx])];

    /// <summary>Measures all in rounds in which each has its turn.</summary>
    public void Run(int rounds)
    {
        for (int i = 0; i < MeasurementPlan.WarmUps; i++)
        {
            foreach (Timed timed in All)
            {
                timed.WarmUp(s_turn, s_turn);
            }

            Thread.Sleep(MeasurementPlan.CompilationPause);
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (Timed timed in All)
            {
                timed.Measure();
            }

            for (int i = 0; i < s_torchThreads.Length && _torch is not null; i++)
            {
                (double nanoseconds, _torchWay) = _torch.Ask(
                    $"{WordGenerators.Vocabulary} {WordGenerators.Embedding} {WordGenerators.Hidden} {s_torchThreads[i]} {TorchTokens}");
                _torchTimes[i].Add(nanoseconds);
            }
        }
    }

    /// <summary>Prints the table.</summary>
    public void Write(TextWriter output)
    {
        var table = new MarkdownTable([
            "ns a token", "MB read", "reading them", "Step", "Step / reading", "arg-max", "drawn", "Forward", "bytes allocated",
            .. (string[])(_onnx is null ? [] : ["ONNX Runtime"]),
            .. _torch is null ? [] : s_torchThreads.Select(threads => $"PyTorch, {threads} thread{(threads == 1 ? "" : "s")}"),
        ]);
        foreach (GenerationRow row in _rows)
        {
            table.AddRow(row.Cells([
                .. (IReadOnlyList<double>[])(_onnx is null ? [] : [_onnx.Nanoseconds]),
                .. (IReadOnlyList<double>[])(_torch is null ? [] : _torchTimes),
            ]));
        }

        table.Write(output);
        string units = string.Join(", ", WordGenerators.Layers.Select(layer => layer.Units));
        output.WriteLine($"""

            Embedding {WordGenerators.Embedding}, LSTM {units}, {WordGenerators.Vocabulary} words by the embedding's table, batch 1.
            Medians of rounds in which each has its turn. Reading: a vectorised pass over as many bytes as a step reads, from wherever they
            lie. Step: the network alone. Arg-max: that and the likeliest token. Drawn: by temperature, top-k 50, top-p 0.9 and repetition
            penalty. Forward: of a sequence of tokens that are known. In brackets: a peer's time, arg-max included, divided by that of ours.
            ONNX Runtime: one thread, float32.

            """);
        if (_torch is not null)
        {
            output.WriteLine($"{_torch.Description}, {_torchWay}; float32.");
        }
    }

    public void Dispose()
    {
        _onnxLoop?.Dispose();
        _torch?.Dispose();
    }

    private static void Compare(float[] expected, float[] actual, string name, float bound = 1e-4f)
    {
        float difference = TensorPrimitives.Distance<float>(expected, actual) / TensorPrimitives.Norm<float>(expected);
        if (!(difference < bound))
        {
            throw new DisagreementException($"{name} and our float32 model differ by {difference}.");
        }
    }
}
