using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class TrainingAllocationTests
{
    private const int BatchSize = 3;

    [Fact]
    public void Training_and_evaluating_on_vectors_allocate_nothing()
    {
        var network = new ElmanTanh();
        var trainer = new Trainer<ElmanTanh>(network, new Adam(network.Parameters.Length), BatchSize, maxGradientNorm: 1e-3f);
        float[] inputs = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize);
        float[] targets = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize);

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(inputs, targets)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(inputs, targets)));
        Assert.Equal(0, Allocation.AfterWarmUp(trainer.ResetStates));
    }

    [Fact]
    public void Training_and_evaluating_on_tokens_allocate_nothing()
    {
        var network = new TokenModel();
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length), BatchSize, maxGradientNorm: 1e-3f);
        int[] tokens = TestData.Tokens(TokenModel.SequenceLength * BatchSize, TokenModel.InputSize);

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(tokens, tokens)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(tokens, tokens)));
    }

    [Fact]
    public void A_step_of_an_optimizer_allocates_nothing()
    {
        float[] parameters = TestData.Floats(100, seed: 1);
        float[] gradients = TestData.Floats(100, seed: 2);
        var adam = new Adam(100, weightDecay: 0.1f);
        var sgd = new Sgd(100, learningRate: 0.1f, momentum: 0.9f);

        Assert.Equal(0, Allocation.AfterWarmUp(() => adam.Step(parameters, gradients)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => sgd.Step(parameters, gradients)));
    }

    [Fact]
    public void Clipping_allocates_nothing()
    {
        float[] gradients = TestData.Floats(100);

        Assert.Equal(0, Allocation.AfterWarmUp(() => GradientClipping.ByGlobalNorm(gradients, 1e-3f)));
    }
}
