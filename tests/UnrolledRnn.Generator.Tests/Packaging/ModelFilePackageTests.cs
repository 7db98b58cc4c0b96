using System.Globalization;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>Model files in the build of a fresh project, and while a program runs.</summary>
public sealed class ModelFilePackageTests
{
    [Fact]
    public void Class_of_a_model_file_follows_the_file_from_build_to_build()
    {
        using PackedProject project = Create();
        Write(project, "amp.nam", hiddenSize: 3, seed: 1);
        Write(project, "large.safetensors", hiddenSize: 48, seed: 2);

        Assert.Equal($"{Output(project, "amp.nam")} {Output(project, "large.safetensors")}", project.Dotnet("run", "-c", "Release").Trim());

        Write(project, "amp.nam", hiddenSize: 5, seed: 3);
        Write(project, "large.safetensors", hiddenSize: 4, seed: 4);

        Assert.Equal($"{Output(project, "amp.nam")} {Output(project, "large.safetensors")}", project.Dotnet("run", "-c", "Release").Trim());
    }

    [Fact]
    public void Model_is_opened_and_compiled_by_a_program_that_knows_none()
    {
        using var project = new PackedProject("UnrolledRnn.Formats", "UnrolledRnn.Compiler");
        Write(project, "amp.nam", hiddenSize: 3, seed: 1);
        project.Write(
            "Program.cs",
            """
            using System.Globalization;
            using UnrolledRnn.Compiler;
            using UnrolledRnn.Formats;

            using RecurrentModel amp = RecurrentModel.Open("amp.nam", new() { Compiler = new NetworkCompiler(cacheFolder: null) });
            bool isCompiled = await amp.Specialized;
            Console.WriteLine($"{amp.Step(0.5f).ToString("F5", CultureInfo.InvariantCulture)} {amp.RunBy} {isCompiled}");
            """);
        project.WriteProject("", $"<PackageReference Include=\"UnrolledRnn.Compiler\" Version=\"{PackedFeed.Version}\" />");

        Assert.Equal($"{Output(project, "amp.nam", prewarm: null)} Compiled True", project.Dotnet("run", "-c", "Release").Trim());
    }

    private static PackedProject Create()
    {
        var project = new PackedProject("UnrolledRnn.Build");
        project.Write(
            "Program.cs",
            """
            using System.Globalization;
            using UnrolledRnn;

            var amp = new Amp();
            Amp.State state = amp.InitialState;
            var large = new Large();
            Large.State other = large.InitialState;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{amp.Step(0.5f, ref state):F5} {large.Step(0.5f, ref other):F5}"));

            [UnrolledRnn("amp.nam")]
            public sealed partial class Amp;

            [UnrolledRnn("large.safetensors", sequenceLength: 16)]
            public sealed partial class Large;
            """);
        project.WriteProject(
            "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
            $"""
            <PackageReference Include="UnrolledRnn.Build" Version="{PackedFeed.Version}" PrivateAssets="all" />
            <AdditionalFiles Include="amp.nam" />
            <UnrolledRnnModel Include="large.safetensors" />
            """);
        return project;
    }

    private static void Write(PackedProject project, string name, int hiddenSize, int seed) =>
        Write(project.PathOf(name), hiddenSize, seed);

    /// <summary>Writes an LSTM with one input and output and drawn weights.</summary>
    internal static void Write(string path, int hiddenSize, int seed)
    {
        var random = new Random(seed);
        var recurrent = new RecurrentLayerShape(RnnCell.Lstm, 1, hiddenSize, hiddenSize);
        ModelFiles.Write(
            new ModelDescription
            {
                InputSize = 1,
                Layers =
                [
                    new ModelLayer(recurrent, new Dictionary<string, ModelTensor>
                    {
                        ["weight_ih"] = Tensor(random, 4 * hiddenSize, 1),
                        ["weight_hh"] = Tensor(random, 4 * hiddenSize, hiddenSize),
                        ["bias_ih"] = Tensor(random, 4 * hiddenSize),
                        ["h_0"] = Tensor(random, hiddenSize),
                        ["c_0"] = Tensor(random, hiddenSize),
                    }),
                    new ModelLayer(
                        new DenseLayerShape(hiddenSize, 1, LayerActivation.Identity),
                        new Dictionary<string, ModelTensor> { ["weight"] = Tensor(random, 1, hiddenSize), ["bias"] = Tensor(random, 1) }),
                ],
            },
            path);
    }

    private static string Output(PackedProject project, string name, double? prewarm = 0)
    {
        using RecurrentModel model = RecurrentModel.Open(project.PathOf(name), new RecurrentModelOptions { PrewarmSeconds = prewarm });
        return model.Step(0.5f).ToString("F5", CultureInfo.InvariantCulture);
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => random.NextSingle() - 0.5f)], shape);
}
