using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>How far the number and the options of layers may go.</summary>
public sealed class LayerLimitTests
{
    private const string Three = "using UnrolledRnn; [UnrolledNetwork(2, 2, 4)] ";
    private const string Gru = "[RecurrentLayer(RnnCell.Gru, 3)] ";
    private const string Dense = "[DenseLayer(3, LayerActivation.Relu)] ";

    [Fact]
    public void Layer_attributes_beyond_the_limit_are_reported_at_the_first_that_is_too_much()
    {
        string source = Three + string.Concat(Enumerable.Repeat(Dense, 64)) + Gru + Gru + "partial class Net;";
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(source).GeneratorDiagnostics);
        Assert.Equal("URNN0032", diagnostic.Id);
        Assert.Equal(source.IndexOf(Gru, StringComparison.Ordinal) + 1, diagnostic.Location.SourceSpan.Start);
    }

    [Fact]
    public void As_many_layers_as_are_allowed_are_emitted() =>
        Assert.NotEmpty(GeneratorRun.Of("using UnrolledRnn; [UnrolledRnn(1, 1, 1, 2, LayerCount = 64)] partial class Net;").Files);

    [Theory]
    [InlineData("[UnrolledRnn(1, 3, 1, 4, Cell = RnnCell.Relu, OutputActivation = LayerActivation.Tanh, Activations = ActivationPrecision.Fast)]")]
    [InlineData("[UnrolledNetwork(1, 1, 4, Initialization = Initialization.UniformForgetOne)] " + Gru + "[RecurrentLayer(RnnCell.Lstm, 2)]")]
    public void Option_with_an_effect_on_one_layer_is_accepted(string attributes) =>
        Assert.Empty(GeneratorRun.Of($"using UnrolledRnn; {attributes} partial class Net;").GeneratorDiagnostics);

    [Fact]
    public void Values_that_grow_from_layer_to_layer_beyond_every_number_are_too_large()
    {
        // Each gives as much as the two before it.
        string growing = string.Concat(Enumerable.Range(1, 60).Select(i => $"[ConcatLayer({i - 1})] "));
        string code = $"{Three}[ActivationLayer(LayerActivation.Relu)] {growing} partial class Net;";
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(code).GeneratorDiagnostics);
        Assert.Equal("URNN0007", diagnostic.Id);
    }

    [Fact]
    public void Many_concatenations_of_a_few_values_are_accepted()
    {
        string concatenations = string.Concat(Enumerable.Repeat("[ConcatLayer(0)] ", 40));
        Assert.Empty(GeneratorRun.Of($"{Three}{Gru}{concatenations} partial class Net;").GeneratorDiagnostics);
    }
}
