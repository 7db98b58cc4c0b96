using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Running;

/// <summary>Nothing on the way of a sample allocates.</summary>
public sealed class RunningAllocationTests
{
    [Fact]
    public void Class_that_fits_runs_without_allocating() => AssertNothing(ModelDescription.Of(RandomWeights.Network<Amp>()), nameof(Amp));

    [Fact]
    public void Plain_lstm_runs_without_allocating() => AssertNothing(Plain<Amp>(), "plain");

    [Fact]
    public void Plain_gru_runs_without_allocating() => AssertNothing(Plain<TwoGrus>(), "plain");

    [Fact]
    public void Plain_network_of_every_option_runs_without_allocating() => AssertNothing(Plain<Listed>(), "plain");

    /// <summary>A model that computes the same, but that no class fits.</summary>
    private static ModelDescription Plain<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<TNetwork>());
        return model with
        {
            Layers = [.. model.Layers, new ModelLayer(new ActivationLayerShape(model.OutputSize, LayerActivation.Identity))],
        };
    }

    private static void AssertNothing(ModelDescription description, string runner)
    {
        using RecurrentModel model = RecurrentModel.Open(description);
        Assert.Equal(runner, model.RunBy);
        float[] inputs = new float[100 * model.InputSize];
        float[] outputs = new float[100 * model.OutputSize];

        Assert.Equal(0, Allocation.AfterWarmUp(() =>
        {
            model.Forward(inputs, outputs);
            model.Step(inputs.AsSpan(0, model.InputSize), outputs.AsSpan(0, model.OutputSize));
            model.Reset();
        }));
    }
}
