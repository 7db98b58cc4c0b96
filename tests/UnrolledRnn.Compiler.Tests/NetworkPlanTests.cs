using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler.Tests;

public class NetworkPlanTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_is_that_of_the_generated_class(bool bidirectional)
    {
        ModelDescription model = Models.Random(seed: 1, bidirectional) with { Residual = true };

        IReadOnlyList<string> plan = NetworkPlan.Of(model, sequenceLength: 32);

        Assert.Equal(bidirectional ? BothWays.Shape.Plan : OneWay.Shape.Plan, plan);
    }

    [Fact]
    public void Declaration_that_is_refused_says_why()
    {
        var layers = Enumerable.Repeat(new ModelLayer(new ActivationLayerShape(1, LayerActivation.Tanh)), 65).ToArray();

        var exception = Assert.Throws<NotSupportedException>(() => NetworkPlan.Of(new ModelDescription { InputSize = 1, Layers = layers }));

        Assert.Contains("65", exception.Message, StringComparison.Ordinal);
    }
}

// With a residual, which no model of the other tests has: those are to be compiled.
[UnrolledRnn(1, 5, 1, 32, Cell = RnnCell.Lstm, Residual = true)]
internal sealed partial class OneWay;

[UnrolledRnn(1, 5, 1, 32, Cell = RnnCell.Lstm, Bidirectional = true, Residual = true)]
internal sealed partial class BothWays;
