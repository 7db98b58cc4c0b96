using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic, with the text it points at and the fix it names.</summary>
public sealed class DiagnosticTests
{
    private const string Mixed = "[UnrolledRnn.UnrolledNetwork(2, 2, 4)] ";
    private const string Gru = "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3)] ";
    private const string Dense = "[UnrolledRnn.DenseLayer(3, UnrolledRnn.LayerActivation.Relu)] ";
    private const string Attribute = "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4)]";

    [Theory]
    [InlineData("URNN0001", Attribute + " class |Net|;", "partial")]
    [InlineData("URNN0002", Attribute + " partial record |Net|;", "a record;")]
    [InlineData("URNN0002", Attribute + " file partial class |Net|;", "local to its file;")]
    [InlineData("URNN0003", Attribute + " static partial class |Net|;", "'static'")]
    [InlineData("URNN0003", Attribute + " abstract partial class |Net|;", "'abstract'")]
    [InlineData("URNN0004", Attribute + " partial class |Net|<T>;", "type parameters of 'Net'")]
    [InlineData("URNN0004", "partial class |Outer|<T> { " + Attribute + " partial class Net; }", "type parameters of 'Outer'")]
    [InlineData("URNN0005", "class |Outer| { " + Attribute + " partial class Net; }", "'Outer'")]
    [InlineData("URNN0006", "[UnrolledRnn.UnrolledRnn(2, |0|, 2, 4)] partial class Net;", "'hiddenSize' is 0")]
    [InlineData("URNN0006", "[UnrolledRnn.UnrolledRnn(2, 3, outputSize: |-1|, sequenceLength: 4)] partial class Net;", "'outputSize' is -1")]
    [InlineData(
        "URNN0007", "[UnrolledRnn.UnrolledRnn(1, |50000|, 1, 1)] partial class Net;", "The parameters in a model file would need 10,0")]
    [InlineData("URNN0007", "[UnrolledRnn.UnrolledRnn(1, 16, 1, |2147483647|)] partial class Net;", "The hidden states of a sequence")]
    [InlineData("URNN0007", "[UnrolledRnn.UnrolledRnn(2147483647, |2147483647|, 2147483647, 2147483647)] partial class Net;", "smaller sizes")]
    [InlineData("URNN0007", "[UnrolledRnn.UnrolledNetwork(1, outputSize: |600000000|, sequenceLength: 1)] " + Gru + "partial class Net;", " bytes, and at most")]
    [InlineData("URNN0007", Mixed + Dense + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, |50000|)] partial class Net;", " bytes, and at most")]
    [InlineData("URNN0007", "[UnrolledRnn.UnrolledRnn(1, 16, 1, |2147483647|)] partial class Net;", " floats, and at most")]
    [InlineData("URNN0008", "[UnrolledRnn.UnrolledRnn(2, 3, 1, 4, OutputActivation = |UnrolledRnn.LayerActivation.Softmax|)] partial class Net;", "LayerActivation.Sigmoid")]
    [InlineData("URNN0010", Attribute + " partial class Net { int |HiddenSize|; }", "'HiddenSize'")]
    [InlineData("URNN0010", Attribute + " partial class Net { void |Step|(string text) { } }", "'Step'")]
    [InlineData("URNN0010", Attribute + " partial class Net { class |Tape|; }", "'Tape'")]
    [InlineData("URNN0010", Attribute + " partial class |State|;", "'State'")]
    [InlineData("URNN0010", Attribute + " partial class |Matrix|;", "'Matrix'")]
    [InlineData("URNN0010", Attribute + " partial class |@nint|;", "'nint'")]
    [InlineData("URNN0013", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, Cell = |(UnrolledRnn.RnnCell)9|)] partial class Net;", "Tanh, Relu, Sigmoid")]
    [InlineData("URNN0014", Attribute + " partial class |Net|(string name) { string Name => name; }", "primary constructor")]
    [InlineData("URNN0014", Attribute + " partial class Net { public |Net|(int other) { } }", "constructor with an int")]
    [InlineData("URNN0014", Attribute + " partial class Net { public |Net|() { } }", "let it call ': this(seed)'")]
    [InlineData("URNN0010", Attribute + " partial class Net { int |get_Parameters|() => 1; }", "'get_Parameters'")]
    [InlineData("URNN0014", Attribute + " partial class Net { public required string |Name| { get; set; } }", "required member 'Name'")]
    [InlineData("URNN0014", "class Base; " + Attribute + " partial class |Net| : Base;", "base class 'Base'")]
    [InlineData("URNN0006", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, LayerCount = |0|)] partial class Net;", "'LayerCount' is 0")]
    [InlineData("URNN0006", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, |0|)] partial class Net;", "'hiddenSize' is 0")]
    [InlineData("URNN0006", Mixed + Gru + "[UnrolledRnn.DenseLayer(|-2|, UnrolledRnn.LayerActivation.Relu)] partial class Net;", "'size' is -2")]
    [InlineData("URNN0010", Attribute + " partial class Net { int |Layer0|; }", "'Layer0'")]
    [InlineData("URNN0010", Attribute + " partial class Net { int |WeightIhL2Reverse|; }", "'WeightIhL2Reverse'")]
    [InlineData("URNN0013", Mixed + "[UnrolledRnn.RecurrentLayer(|(UnrolledRnn.RnnCell)9|, 3)] partial class Net;", "GruResetBefore")]
    [InlineData("URNN0016", "[|UnrolledRnn.UnrolledRnn(2, 3, 2, 4)|] " + Gru + " partial class Net;", "[UnrolledNetwork(")]
    [InlineData("URNN0017", "[|UnrolledRnn.UnrolledNetwork(2, 2, 4)|] partial class Net;", "[RecurrentLayer(")]
    [InlineData("URNN0038", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4)] [|UnrolledRnn.UnrolledNetwork(2, 2, 4)|] partial class Net;", "Remove [UnrolledRnn]")]
    [InlineData("URNN0018", Mixed + Gru + "partial class Net; [|UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3)|] partial class Net;", "the declaration with [UnrolledRnn]")]
    [InlineData("URNN0019", Mixed + Gru + "[|UnrolledRnn.EmbeddingLayer(3)|] partial class Net;", "in front of all other layers")]
    [InlineData("URNN0020", Mixed + "[UnrolledRnn.SkipLayer(|0|)] " + Gru + "partial class Net;", "no layer above it")]
    [InlineData("URNN0020", Mixed + Gru + "[UnrolledRnn.SkipLayer(|1|)] partial class Net;", "'from' is 1")]
    [InlineData("URNN0020", Mixed + Gru + "[UnrolledRnn.ConcatLayer(|-1|)] partial class Net;", "'from' is -1")]
    [InlineData(
        "URNN0020", Mixed + Gru + "[UnrolledRnn.SkipLayer(|0|)] partial class Net;", "layer 0 gives 2 values, and the layer above 3")]
    [InlineData("URNN0021", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Residual = |true|)] partial class Net;", "2 outputs and only 1 inputs")]
    [InlineData("URNN0021", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, Residual = |true|, OutputActivation = UnrolledRnn.LayerActivation.Softmax)] partial class Net;", "probabilities")]
    [InlineData("URNN0022", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Cell = UnrolledRnn.RnnCell.Gru, Initialization = |UnrolledRnn.Initialization.Identity|)] partial class Net;", "layer of Gru")]
    [InlineData("URNN0024", "[UnrolledRnn.UnrolledNetwork(2, 2, 4, Output = |false|)]" + Gru + "partial class Net;", "which is 2, be 3")]
    [InlineData("URNN0025", "[UnrolledRnn.UnrolledNetwork(2, 3, 4, Output = false, OutputBias = |false|)]" + Gru + "partial class Net;", "Remove OutputBias")]
    [InlineData(
        "URNN0026", "[UnrolledRnn.UnrolledNetwork(9, 9, 4, TieOutput = |true|)]" + Gru + "partial class Net;", "no [EmbeddingLayer]")]
    [InlineData("URNN0026", "[UnrolledRnn.UnrolledNetwork(9, 8, 4, TieOutput = |true|)] [UnrolledRnn.EmbeddingLayer(3)]" + Gru + "partial class Net;", "the table has 9 rows")]
    [InlineData("URNN0026", "[UnrolledRnn.UnrolledNetwork(9, 9, 4, TieOutput = |true|)] [UnrolledRnn.EmbeddingLayer(4)]" + Gru + "partial class Net;", "a row of the table has 4")]
    [InlineData("URNN0027", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3, CellClip = |1|)] partial class Net;", "option of Lstm")]
    [InlineData("URNN0027", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Tanh, 3, GateActivation = |UnrolledRnn.LayerActivation.Relu|)] partial class Net;", "a cell with gates")]
    [InlineData("URNN0027", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3, Merge = |UnrolledRnn.DirectionMerge.Sum|)] partial class Net;", "a bidirectional layer")]
    [InlineData("URNN0028", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3, CellActivation = |UnrolledRnn.LayerActivation.Softmax|)] partial class Net;", "CellActivation")]
    [InlineData("URNN0029", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Lstm, 3, ProjectionSize = |3|)] partial class Net;", "below hiddenSize, 3")]
    [InlineData("URNN0030", Mixed + "[UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Lstm, 3, CellClip = |float.NaN|)] partial class Net;", "finite and not negative")]
    [InlineData("URNN0030", Mixed + Gru + "[UnrolledRnn.DenseLayer(2, UnrolledRnn.LayerActivation.Relu)] [UnrolledRnn.SkipLayer(0, Gain = |float.PositiveInfinity|)] partial class Net;", "must be finite")]
    [InlineData("URNN0031", "[UnrolledRnn.UnrolledNetwork(2, 2, 4, InitialState = |UnrolledRnn.SequenceStart.Learned|)]" + Dense + "partial class Net;", "add a [RecurrentLayer]")]
    [InlineData("URNN0008", Mixed + Gru + "[UnrolledRnn.DenseLayer(1, |UnrolledRnn.LayerActivation.Softmax|)] partial class Net;", "always 1")]
    [InlineData("URNN0023", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Bidirectional = true, Weights = |UnrolledRnn.WeightStorage.Float16|)] partial class Net;", "Remove Weights")]
    [InlineData("URNN0023", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Bidirectional = true, Unroll = |UnrolledRnn.Unrolling.Full|)] partial class Net;", "Remove Unroll")]
    [InlineData("URNN0023", "[UnrolledRnn.UnrolledNetwork(1, 2, 4, Activations = |UnrolledRnn.ActivationPrecision.Fast|)] [UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3, Bidirectional = true)] partial class Net;", "Remove Activations")]
    [InlineData("URNN0032", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, LayerCount = |2147483647|)] partial class Net;", "2,147,483,647 layers")]
    [InlineData("URNN0032", "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, LayerCount = |65|)] partial class Net;", "at most 64")]
    [InlineData("URNN0035", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Cell = UnrolledRnn.RnnCell.Gru, Initialization = |UnrolledRnn.Initialization.UniformForgetOne|)] partial class Net;", "LSTM layers")]
    [InlineData("URNN0035", "[UnrolledRnn.UnrolledRnn(1, 3, 2, 4, Cell = UnrolledRnn.RnnCell.Relu, Activations = |UnrolledRnn.ActivationPrecision.Fast|)] partial class Net;", "only Tanh and Sigmoid")]
    public void Invalid_declaration_is_reported_where_it_stands(string id, string markedSource, string message)
    {
        (string source, string marked) = Unmark(markedSource);
        GeneratorRun run = GeneratorRun.Of(source);
        Diagnostic diagnostic = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(marked, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal("User.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("partial struct")]
    [InlineData("interface")]
    [InlineData("record struct")]
    public void Type_that_the_attribute_does_not_fit_has_the_compilers_error_alone(string kind)
    {
        GeneratorRun run = GeneratorRun.Of($"{Attribute} {kind} Net;");
        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Equal("CS0592", Assert.Single(run.CompilerDiagnostics).Id);
    }

    [Fact]
    public void Refused_unrolling_is_an_info_and_the_network_works()
    {
        GeneratorRun run = GeneratorRun.Of("[UnrolledRnn.UnrolledRnn(8, 64, 8, 100, Unroll = UnrolledRnn.Unrolling.Full)] partial class Net;");
        Diagnostic diagnostic = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal("URNN0009", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Contains("100 steps of about", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Contains("for (int t = 0; t < 100;", run.Files["Net.Forward.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Language_before_csharp_11_is_reported()
    {
        GeneratorRun run = GeneratorRun.Of($"{Attribute} partial class Net {{ }}", LanguageVersion.CSharp10);
        Diagnostic diagnostic = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal("URNN0012", diagnostic.Id);
        Assert.Contains("C# 11 or newer", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[UnrolledRnn.UnrolledRnn] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(\"one\", 2, 3, 4)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2, 3, 4, Cell = 5)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledNetwork(1, 2, 3), UnrolledRnn.RecurrentLayer(1)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(Missing.Size, 2, 3, 4)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2, 3, 4), UnrolledRnn.UnrolledRnn(1, 2, 3, 4)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2, 3, 4)] partial class Net; [UnrolledRnn.UnrolledRnn(1, 2, 3, 4)] partial class Net;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2, 3, 4)] partial class ;")]
    [InlineData("[UnrolledRnn.UnrolledRnn(1, 2, 3, 4)] partial class Net : Missing;")]
    public void Code_that_does_not_compile_gets_no_exception_from_the_generator(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Null(run.Result.Results.Single().Exception);
    }

    [Fact]
    public void Every_diagnostic_has_a_page_with_its_title()
    {
        // Two are reported by others: the compiler, and the package's build files.
        const string OfBuildFiles = "URNN0037";
        string docs = Path.Combine(RepositoryFiles.Root, "generator", "docs");
        string[] ids = [.. Directory.GetFiles(docs, "URNN*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        Assert.All(ids.Except([Generator.Diagnostics.DiagnosticDescriptors.StepOfBidirectionalId, OfBuildFiles]), id =>
        {
            DiagnosticDescriptor descriptor = UnrolledRnn.Generator.Diagnostics.DiagnosticDescriptors.ById(id);
            string page = File.ReadAllText(Path.Combine(docs, $"{id}.md"));
            Assert.StartsWith($"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}", page, StringComparison.Ordinal);
        });
        Assert.Equal(Generator.Diagnostics.DiagnosticDescriptors.Ids.Append(OfBuildFiles).Order(), ids.Order());
    }

    private static (string Source, string Marked) Unmark(string markedSource)
    {
        string[] parts = markedSource.Split('|');
        return (string.Concat(parts), parts[1]);
    }
}
