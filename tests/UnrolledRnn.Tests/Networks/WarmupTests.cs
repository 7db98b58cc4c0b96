namespace UnrolledRnn.Tests.Networks;

/// <summary>A call of every pass before the first that must be fast.</summary>
public sealed partial class WarmupTests
{
    [Fact]
    public void Warmup_leaves_the_parameters_as_they_are()
    {
        var model = new TokenModel(seed: 3);
        float[] before = model.Parameters.ToArray();

        model.Warmup();

        Expect.SameBits(before, model.Parameters);
    }

    [Fact]
    public void Networks_of_every_form_warm_up()
    {
        new Filter().Warmup();
        new LastStepTwin().Warmup();
        new Wide().Warmup();
    }

    [Fact]
    public void The_first_step_after_Warmup_allocates_nothing()
    {
        var wide = new Wide(seed: 1);
        var states = new Wide.State[9];
        float[] values = new float[9];
        wide.Warmup();

        Assert.Equal(0, Allocation.Of(() => wide.StepMany(values, values, states)));
    }

    [UnrolledRnn(inputSize: 1, hiddenSize: 48, outputSize: 1, sequenceLength: 3, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)]
    internal sealed partial class Wide;
}
