using System.Runtime.Intrinsics.X86;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>
/// The packed package in a program for a browser, run by Node: WebAssembly has vectors of 128 bits and no fused multiply-add, as x64 has
/// with AVX2 off.
/// </summary>
public sealed class WebAssemblyTests : IDisposable
{
    private const string Program =
        """
        using System.Runtime.InteropServices;
        using System.Runtime.Intrinsics;
        using UnrolledRnn;
        using UnrolledRnn.Training;

        Console.WriteLine($"{Vector128.IsHardwareAccelerated} {Vector256.IsHardwareAccelerated}");
        Run<Lstm>();
        Run<Gru>();
        Run<Wide>();

        static void Run<TNetwork>()
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            NetworkShape shape = TNetwork.Shape;
            TNetwork network = TNetwork.Create(seed: 1);
            var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), batchSize: 3);
            float[] inputs = [.. Enumerable.Range(0, shape.SequenceLength * 3 * shape.InputSize).Select(i => (i % 17 / 8f) - 1)];
            float[] targets = [.. Enumerable.Range(0, shape.SequenceLength * 3 * shape.OutputSize).Select(i => (i % 13 / 6f) - 1)];
            for (int update = 0; update < 3; update++)
            {
                trainer.Train(inputs, targets);
            }

            float[] outputs = new float[shape.SequenceLength * shape.OutputSize];
            network.Forward(inputs.AsSpan(0, shape.SequenceLength * shape.InputSize), outputs, new float[shape.StateSize]);
            uint hash = 2166136261;
            foreach (byte value in MemoryMarshal.AsBytes(outputs.AsSpan()))
            {
                hash = (hash ^ value) * 16777619;
            }

            Console.WriteLine($"{typeof(TNetwork).Name} {hash:X8} {outputs.All(float.IsFinite)}");
        }

        [UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 8, Cell = RnnCell.Lstm)]
        public sealed partial class Lstm;

        [UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Gru)]
        public sealed partial class Gru;

        [UnrolledRnn(inputSize: 4, hiddenSize: 40, outputSize: 3, sequenceLength: 5, LayerCount = 2)]
        public sealed partial class Wide;
        """;

    private readonly PackedProject _project = new();

    public void Dispose() => _project.Dispose();

    [SkippableFact]
    public void A_browser_computes_the_bits_of_x64_without_a_fused_multiply_add()
    {
        Skip.IfNot(X86Base.IsSupported, "The bits are compared to those of x64.");
        Skip.IfNot(Node.IsInstalled, "Node is missing, which runs WebAssembly.");
        _project.Write("Program.cs", Program);
        _project.WriteProject("");
        _project.Dotnet("build", "-c", "Release");
        string expected = Command.Run(
            Command.DotnetPath, _project.PathOf("bin/Release/net10.0"), new Dictionary<string, string> { ["DOTNET_EnableAVX2"] = "0" },
            "Consumer.dll");

        _project.WriteProject("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", sdk: "Microsoft.NET.Sdk.WebAssembly");
        _project.Dotnet("build", "-c", "Release", "-o", _project.PathOf("browser"));
        string root = _project.PathOf("browser/wwwroot");
        File.WriteAllText(Path.Combine(root, "main.mjs"), "import { dotnet } from './_framework/dotnet.js';\nawait dotnet.run();\n");

        string actual = Command.Run(Node.Name, root, "main.mjs");

        Assert.StartsWith("True False", expected, StringComparison.Ordinal);
        Assert.Equal(3, expected.Split('\n').Count(line => line.Contains("True", StringComparison.Ordinal)) - 1);
        Assert.Equal(expected, actual);
    }
}
