using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class TrainingWarmupTests
{
    private const int BatchSize = 3;

    [Fact]
    public void Training_behind_a_warm_up_has_the_bits_of_training_without_one()
    {
        Trainer<ElmanTanh> cold = Create();
        Trainer<ElmanTanh> warm = Create();
        warm.Warmup();

        float[] inputs = TestData.Floats(ElmanTanh.Shape.SequenceLength * BatchSize * ElmanTanh.Shape.InputSize);
        float[] targets = TestData.Floats(ElmanTanh.Shape.OutputSteps * BatchSize * ElmanTanh.Shape.OutputSize);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(cold.Train(inputs, targets), warm.Train(inputs, targets));
        }

        Expect.SameBits(cold.Network.Parameters, warm.Network.Parameters);
        Expect.SameBits(cold.States, warm.States);
    }

    [Fact]
    public void Warm_up_on_tokens_leaves_the_masks_of_dropout_to_the_passes_that_train()
    {
        Trainer<ElmanTanh> cold = Create();
        Trainer<ElmanTanh> warm = Create();
        cold.Regularization = warm.Regularization = new Regularization { OutputDropout = 0.5f, Seed = 4 };
        warm.WarmupOnTokens();

        int[] tokens = new int[ElmanTanh.Shape.SequenceLength * BatchSize];
        int[] targets = new int[ElmanTanh.Shape.OutputSteps * BatchSize];
        Assert.Equal(cold.Train(tokens, targets), warm.Train(tokens, targets));
        Expect.SameBits(cold.Network.Parameters, warm.Network.Parameters);
    }

    [Fact]
    public void No_trainer_is_refused()
    {
        Trainer<ElmanTanh> none = null!;

        Assert.Equal("trainer", Assert.Throws<ArgumentNullException>(none.Warmup).ParamName);
        Assert.Equal("trainer", Assert.Throws<ArgumentNullException>(none.WarmupOnTokens).ParamName);
    }

    private static Trainer<ElmanTanh> Create()
    {
        var network = new ElmanTanh(seed: 2);
        return new Trainer<ElmanTanh>(network, new Adam(network.Parameters.Length), BatchSize) { Threads = 1 };
    }
}
