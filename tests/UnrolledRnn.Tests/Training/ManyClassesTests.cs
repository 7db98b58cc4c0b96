using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Training on so many classes that logits go by blocks of rows, beside the passes that keep them.</summary>
public class ManyClassesTests
{
    [Fact]
    public void The_gradient_is_that_of_the_logits() => CheckTokens<ManyClasses>(batchSize: 3);

    [Fact]
    public void More_rows_than_a_block_has_give_the_gradient_of_the_logits() => CheckTokens<ManyClasses>(batchSize: 50);

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(150)]
    public void Blocks_of_few_classes_give_the_gradient_of_the_logits(int batchSize)
    {
        CheckTokens<FewClasses>(batchSize);
        CheckTokens<FewTiedClasses>(batchSize);
    }

    [Fact]
    public void The_gradient_of_a_tied_vocabulary_is_that_of_the_logits() => CheckTokens<TiedVocabulary>(batchSize: 4);

    [Fact]
    public void The_gradient_of_the_last_step_is_that_of_the_logits()
    {
        const int BatchSize = 5;
        float[] inputs = TestData.Floats(ManyClassesOfTheLastStep.SequenceLength * BatchSize * 3);
        int[] targets = TestData.Tokens(BatchSize, 260);
        targets[2] = SoftmaxCrossEntropy.IgnoredTarget;
        var network = new ManyClassesOfTheLastStep(3);
        var tape = new ManyClassesOfTheLastStep.Tape(BatchSize);
        float[] outputs = new float[BatchSize * 260];
        network.Forward(inputs, outputs, tape);

        Check(network, tape, outputs, targets, trainer => trainer.Train(inputs, targets));
    }

    [Fact]
    public void No_logits_are_kept()
    {
        int[] tokens = TestData.Tokens(ManyClasses.SequenceLength * 3, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);

        trainer.Train(tokens, tokens);
        trainer.Evaluate(tokens, tokens);

        Assert.True(trainer.KeptOutputs.IsEmpty);
    }

    [Fact]
    public void Fitting_a_language_model_keeps_no_logits()
    {
        int[] tokens = TestData.Tokens(2_000, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);

        TrainingReport report = trainer.Fit(
            new TokenStreamDataset(tokens), new FitOptions { Epochs = 1, ValidationShare = 0.2f, Metrics = [new PerplexityMetric()] });

        Assert.True(trainer.KeptOutputs.IsEmpty);
        Assert.Equal(Math.Exp(report.History[0].ValidationLoss), report.History[0].Metrics[0], 1e-6);
    }

    [Fact]
    public void The_loss_alone_is_that_of_training()
    {
        int[] tokens = TestData.Tokens(ManyClasses.SequenceLength * 3, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);

        double loss = trainer.Evaluate(tokens, tokens);
        trainer.ResetStates();

        Assert.Equal(loss, trainer.Train(tokens, tokens).Loss);
    }

    [Fact]
    public void A_loss_with_smoothing_keeps_the_logits_and_trains()
    {
        int[] tokens = TestData.Tokens(ManyClasses.SequenceLength * 3, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);

        Assert.False(trainer.Train(tokens, tokens, new CrossEntropyLoss(labelSmoothing: 0.1f)).WasSkipped);
    }

    [Fact]
    public void A_loss_that_is_no_number_leaves_the_parameters_alone()
    {
        int[] tokens = TestData.Tokens(ManyClasses.SequenceLength * 3, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);
        trainer.Network.Parameters[0] = float.NaN;
        tokens.AsSpan().Clear();
        float[] before = trainer.Network.Parameters.ToArray();

        Assert.True(trainer.Train(tokens, tokens).WasSkipped);
        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void Training_allocates_nothing()
    {
        int[] tokens = TestData.Tokens(ManyClasses.SequenceLength * 3, ManyClasses.InputSize);
        Trainer<ManyClasses> trainer = Trainer<ManyClasses>(3);

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(tokens, tokens)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(tokens, tokens)));
    }

    private static void CheckTokens<TNetwork>(int batchSize)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        int rows = shape.SequenceLength * batchSize;
        int[] tokens = TestData.Tokens(rows, shape.InputSize, seed: 1);
        int[] targets = TestData.Tokens(rows, shape.OutputSize, seed: 2);
        targets[1] = SoftmaxCrossEntropy.IgnoredTarget;
        TNetwork network = TNetwork.Create(3);
        TrainingTape tape = TNetwork.CreateTape(batchSize);
        float[] outputs = new float[rows * shape.OutputSize];
        network.Forward(tokens, outputs, tape);

        Check(network, tape, outputs, targets, trainer => trainer.Train(tokens, targets));
    }

    /// <summary>An update of plain gradient descent shows the gradient.</summary>
    private static void Check<TNetwork>(
        TNetwork network, TrainingTape tape, float[] outputs, int[] targets, Func<Trainer<TNetwork>, TrainingResult> train)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        float[] outputGradients = new float[outputs.Length];
        double loss = SoftmaxCrossEntropy.Compute(outputs, targets, outputGradients);
        ParameterGradients gradients = TNetwork.CreateGradients();
        network.Backward(outputGradients, tape, gradients);
        float[] expected = network.Parameters.ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] -= gradients.Values[i];
        }

        var trainer = new Trainer<TNetwork>(network, new Sgd(network.Parameters.Length, learningRate: 1), tape.BatchSize);
        Assert.Equal(loss, train(trainer).Loss, 1e-6);
        Expect.Close(expected, network.Parameters, 1e-6);
    }

    private static Trainer<TNetwork> Trainer<TNetwork>(int batchSize)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        return new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), batchSize);
    }
}
