using System.Globalization;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>Attributes that do not make a network: those of layers alone, and those whose name means the namespace.</summary>
public sealed class UnboundAttributeTests
{
    [Theory]
    [InlineData("[|UnrolledRnn|(1, 2, 1, 4)] partial class Net;", "Add 'using UnrolledRnn;'")]
    [InlineData("namespace Acme { [|UnrolledRnn|] partial class Net; }", "write [UnrolledRnn.UnrolledRnn(...)]")]
    [InlineData("namespace Acme.UnrolledRnn { [|UnrolledRnn|(1, 2, 1, 4)] partial class Net; }", "Add 'using global::UnrolledRnn;'")]
    [InlineData("namespace Acme.UnrolledRnn { [|UnrolledRnn.UnrolledRnn|(1, 2, 1, 4)] partial class Net; }", "write [global::UnrolledRnn.UnrolledRnn(...)]")]
    [InlineData("[|UnrolledRnn|(1, 1, 4), UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3)] partial class Net;", "is the namespace UnrolledRnn")]
    public void Attribute_that_is_the_namespace_is_told_the_using(string markedSource, string message)
    {
        string[] parts = markedSource.Split('|');
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(string.Concat(parts)).GeneratorDiagnostics);
        Assert.Equal("URNN0034", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(parts[1], diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData("using UnrolledRnn; [UnrolledRnn(1, 2, 1, 4)] partial class Net;")]
    [InlineData("[global::UnrolledRnn.UnrolledRnnAttribute(1, 2, 1, 4)] partial class Net;")]
    [InlineData("class UnrolledRnnAttribute : System.Attribute; [UnrolledRnn] class Other;")]
    [InlineData("using UnrolledRnn; namespace Acme.UnrolledRnn { [UnrolledRnn(1, 2, 1, 4)] partial class Net; }")]
    public void Attribute_that_is_a_class_is_left_alone(string source) => GeneratorRun.Of(source).AssertClean();

    [Theory]
    [InlineData("EmbeddingLayer(3)")]
    [InlineData("DenseLayer(3, UnrolledRnn.LayerActivation.Relu)")]
    [InlineData("ActivationLayer(UnrolledRnn.LayerActivation.Relu)")]
    [InlineData("RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3)")]
    [InlineData("SkipLayer(0)")]
    [InlineData("ConcatLayer(0)")]
    public void Layer_of_no_network_is_an_error(string layer)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of($"[UnrolledRnn.{layer}] partial class Net;").GeneratorDiagnostics);
        Assert.Equal("URNN0033", diagnostic.Id);
        Assert.Contains("to class 'Net'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_of_a_struct_has_the_compilers_error_alone()
    {
        GeneratorRun run = GeneratorRun.Of("[UnrolledRnn.SkipLayer(0)] struct Net;");
        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Equal("CS0592", Assert.Single(run.CompilerDiagnostics).Id);
    }

    [Fact]
    public void Layers_of_no_network_are_one_error_at_the_first()
    {
        const string Source =
            "using UnrolledRnn; [SkipLayer(0)] [DenseLayer(3, LayerActivation.Relu)] [SkipLayer(1)] partial class Net; [ConcatLayer(0)] partial class Net;";
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(Source).GeneratorDiagnostics);
        Assert.Equal("URNN0033", diagnostic.Id);
        Assert.Equal(Source.IndexOf("SkipLayer", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
    }
}
