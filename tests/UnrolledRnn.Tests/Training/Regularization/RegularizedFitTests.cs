using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Tests.Training.Fitting;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Regularisation on the other ways through a trainer: datasets, and classes by blocks of rows.</summary>
public sealed class RegularizedFitTests : IDisposable
{
    private static readonly Regularization s_all = new()
    {
        InputDropout = 0.2f,
        OutputDropout = 0.2f,
        WeightDropout = 0.3f,
        HiddenZoneout = 0.1f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_on_a_dataset_goes_on_to_the_bits_of_one_that_was_not_cancelled()
    {
        Trainer<LastStepTwin> whole = SmallFit.Trainer();
        whole.Regularization = s_all;
        whole.Fit(SmallFit.Sequences(23), new FitOptions { Epochs = 2, Validation = SmallFit.Sequences(6, seed: 2) });
        string path = _folder.PathOf("run.safetensors");
        using var cancellation = new CancellationTokenSource();
        var options = new FitOptions { Epochs = 2, Validation = SmallFit.Sequences(6, seed: 2), CheckpointPath = path };
        Trainer<LastStepTwin> begun = SmallFit.Trainer();
        begun.Regularization = s_all;
        begun.Fit(
            SmallFit.Sequences(23),
            options with { Cancellation = cancellation.Token, OnStep = step => CancelAt(step.Step) });

        Trainer<LastStepTwin> resumed = SmallFit.Trainer(seed: 99);
        resumed.Regularization = s_all;
        resumed.Fit(SmallFit.Sequences(23), options with { Resume = true });

        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);

        void CancelAt(long step)
        {
            if (step == 6)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public void Penalties_of_accumulated_batches_are_those_of_one_large_batch()
    {
        Trainer<LastStepTwin> small = SmallFit.Trainer();
        var network = new LastStepTwin(seed: 1);
        var large = new Trainer<LastStepTwin>(network, new Adam(network.Parameters.Length, 0.01f), 3 * SmallFit.BatchSize, 1);
        small.Regularization = large.Regularization = new Regularization { ActivationPenalty = 5, TemporalActivationPenalty = 5 };

        small.Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 5, AccumulationSteps = 3 });
        large.Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 5 });

        Expect.Close(large.Network.Parameters, small.Network.Parameters, 1e-4);
    }

    [Fact]
    public void Many_classes_go_back_to_the_same_gradients_with_and_without_their_logits()
    {
        const int BatchSize = 3;
        int[] tokens = TestData.Tokens(ManyWords.SequenceLength * BatchSize, ManyWords.InputSize);
        var network = new ManyWords(seed: 1);
        var trainer = new Trainer<ManyWords>(network, new Sgd(network.Parameters.Length, learningRate: 0), BatchSize);
        trainer.Regularization = s_all with { EmbeddingDropout = 0.2f };
        Assert.IsAssignableFrom<IClassOutputs>(network);
        var tape = new ManyWords.Tape(BatchSize) { Regularization = trainer.Regularization };
        float[] logits = new float[tokens.Length * ManyWords.OutputSize];
        var gradients = new ManyWords.Gradients();

        TrainingResult result = trainer.Train(tokens, tokens);

        network.Forward(tokens, logits, tape);
        float[] logitGradients = new float[logits.Length];
        double loss = SoftmaxCrossEntropy.Compute(logits, tokens, logitGradients);
        network.Backward(logitGradients, tape, gradients);
        Assert.Equal(loss, result.Loss, 1e-6);
        Expect.Close(gradients.Values, trainer.Gradients.Values);
    }
}
