using System.Reflection;
using UnrolledRnn.Build;
using UnrolledRnn.Formats;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Files;

/// <summary>A class that names a model file is the class of the file's layers, with its weights.</summary>
public sealed class FileDeclarationTests
{
    private const string Path = "obj/models/net.nam.urnn";

    [Theory]
    [InlineData("[UnrolledRnn(1, 3, 1, 64, Cell = RnnCell.Lstm)]")]
    [InlineData("[UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Gru)]")]
    [InlineData("[UnrolledRnn(2, 24, 3, 8, Cell = RnnCell.GruResetBefore, LayerCount = 2)]")]
    [InlineData("[UnrolledRnn(3, 7, 2, 8, Cell = RnnCell.Relu, Bidirectional = true, Outputs = SequenceOutputs.LastStep)]")]
    [InlineData("[UnrolledRnn(40, 72, 20, 8, Cell = RnnCell.Lstm, Residual = true, InitialState = SequenceStart.Learned)]")]
    [InlineData("[UnrolledNetwork(5, 2, 8, Output = false)][RecurrentLayer(RnnCell.Lstm, 9, ProjectionSize = 2, Peepholes = true, CellClip = 3)]")]
    [InlineData("[UnrolledNetwork(4, 4, 8, OutputActivation = LayerActivation.Softmax, OutputBias = false)][DenseLayer(6, LayerActivation.Tanh)][RecurrentLayer(RnnCell.Tanh, 4, Bias = false, CellActivation = LayerActivation.Elu)][ActivationLayer(LayerActivation.HardTanh)][SkipLayer(0, Gain = 0.25f)][ConcatLayer(1)]")]
    [InlineData("[UnrolledNetwork(11, 11, 8, TieOutput = true)][EmbeddingLayer(6)][RecurrentLayer(RnnCell.Gru, 6, GateActivation = LayerActivation.HardSigmoid)]")]
    [InlineData("[UnrolledNetwork(3, 2, 8, Output = false)][DenseLayer(2, LayerActivation.Relu)]")]
    public void Class_of_a_file_has_the_layers_and_the_parameters_of_the_network_that_was_written(string declaration)
    {
        Type declared = Load(GeneratorRun.Of($"using UnrolledRnn;\n{declaration}\npublic sealed partial class Net;"));
        (string text, float[] parameters) = Call<(string, float[])>(nameof(Written), declared);

        Type ofFile = Load(GeneratorRun.OfFiles(Declare("\"net.nam\", 8"), (Path, text)));
        (NetworkShape shape, float[] baked) = Call<(NetworkShape, float[])>(nameof(Made), ofFile);

        NetworkShape expected = Call<(NetworkShape, float[])>(nameof(Made), declared).Item1;
        Assert.Equal(expected.Layers, shape.Layers);
        Assert.Equal((expected.Residual, expected.Outputs, expected.InitialState), (shape.Residual, shape.Outputs, shape.InitialState));
        Assert.Equal(parameters, baked);
    }

    [Fact]
    public void Options_of_how_a_network_runs_stand_beside_the_file()
    {
        GeneratorRun run = GeneratorRun.OfFiles(
            Declare("\"models/net.nam\", sequenceLength: 128, Weights = WeightStorage.BFloat16"),
            (Path, SmallModel.Text("models/net.nam")));

        run.AssertClean();
        Assert.Contains("public const int SequenceLength = 128;", run.Files["Net.Parameters.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Net.Narrow.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("[UnrolledRnn(\"other.nam\")]", "URNN0039")]
    [InlineData("[UnrolledRnn(\"et.nam\")]", "URNN0039")]
    [InlineData("[UnrolledRnn(\"net.nam\", Cell = RnnCell.Gru)]", "URNN0041")]
    [InlineData("[UnrolledRnn(\"net.nam\", 0)]", "URNN0006")]
    [InlineData("[UnrolledRnn(\"net.nam\")][DenseLayer(2, LayerActivation.Relu)]", "URNN0016")]
    public void Declaration_that_does_not_fit_its_file_is_a_diagnostic(string declaration, string id)
    {
        GeneratorRun run = GeneratorRun.OfFiles(
            $"using UnrolledRnn;\n{declaration}\npublic sealed partial class Net;", (Path, SmallModel.Text("models/net.nam")));

        Assert.Equal([id], run.GeneratorDiagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Name_of_two_files_asks_for_the_folder()
    {
        GeneratorRun run = GeneratorRun.OfFiles(
            Declare("\"net.nam\""),
            ("a.urnn", SmallModel.Text("one/net.nam")), ("b.urnn", SmallModel.Text("two/net.nam")));

        Assert.Contains("one/net.nam or two/net.nam", Assert.Single(run.GeneratorDiagnostics).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_cannot_be_read_is_a_diagnostic_with_the_message_of_the_reader()
    {
        using var text = new StringWriter { NewLine = "\n" };
        ModelText.WriteError("models/net.nam", "net.nam: line 1\nline 2", text);

        GeneratorRun run = GeneratorRun.OfFiles(Declare("\"net.nam\""), (Path, text.ToString()));

        Assert.Equal("net.nam: line 1 line 2", Assert.Single(run.GeneratorDiagnostics).GetMessage(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unrolled-rnn-model 2\ninput 1")]
    [InlineData("unrolled-rnn-model 1\ninput many")]
    [InlineData("unrolled-rnn-model 1\nlayer conv size=3")]
    [InlineData("unrolled-rnn-model 1\nlayer dense size=3")]
    [InlineData("unrolled-rnn-model 1\ntensor alone")]
    public void Text_of_another_version_asks_for_another_build(string text)
    {
        GeneratorRun run = GeneratorRun.OfFiles(Declare("\"net.nam.urnn\""), (Path, text));

        Assert.Equal("URNN0040", Assert.Single(run.GeneratorDiagnostics).Id);
    }

    /// <summary>What the build writes for a network of a class with drawn parameters, and those parameters.</summary>
    public static (string Text, float[] Parameters) Written<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var random = new Random(3);
        TNetwork network = TNetwork.CreateEmpty();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Count).Select(_ => random.NextSingle() - 0.5f)], network.Parameters);
        }

        using var text = new StringWriter { NewLine = "\n" };
        ModelText.Write(ModelDescription.Of(network), "models/net.nam", isResource: false, text);
        return (text.ToString(), network.Parameters.ToArray());
    }

    /// <summary>The shape of a class, and the parameters with which it is made.</summary>
    public static (NetworkShape Shape, float[] Parameters) Made<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = typeof(TNetwork).GetConstructor([]) is ConstructorInfo empty ? (TNetwork)empty.Invoke([]) : TNetwork.Create(0);
        return (TNetwork.Shape, network.Parameters.ToArray());
    }

    private static string Declare(string arguments) => $"using UnrolledRnn;\n[UnrolledRnn({arguments})]\npublic sealed partial class Net;";

    private static Type Load(GeneratorRun run) => run.Load().GetType("Net", throwOnError: true)!;

    private static TResult Call<TResult>(string method, Type network) =>
        (TResult)typeof(FileDeclarationTests).GetMethod(method)!.MakeGenericMethod(network).Invoke(null, null)!;
}
