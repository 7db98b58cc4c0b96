using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>The regularisation of a trainer.</summary>
public sealed class RegularizationTests : IDisposable
{
    private const int BatchSize = 4;
    private const int Length = SmallWordModel.SequenceLength * BatchSize;

    private static readonly int[] s_tokens = TestData.Tokens(Length, SmallWordModel.InputSize);

    private static readonly Regularization s_all = new()
    {
        EmbeddingDropout = 0.1f,
        InputDropout = 0.3f,
        LayerDropout = 0.3f,
        OutputDropout = 0.3f,
        WeightDropout = 0.5f,
        HiddenZoneout = 0.1f,
        CellZoneout = 0.1f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
        Seed = long.MinValue + 1,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluation_is_never_regularised()
    {
        Trainer<SmallWordModel> trainer = Trainer(s_all, learningRate: 0);
        double plain = Trainer(regularization: null).Evaluate(s_tokens, s_tokens);

        Assert.Equal(plain, trainer.Evaluate(s_tokens, s_tokens));
        trainer.ResetStates();
        Assert.NotEqual(plain, trainer.Train(s_tokens, s_tokens).Loss, 1e-6);
        trainer.ResetStates();
        Assert.Equal(plain, trainer.Evaluate(s_tokens, s_tokens));
    }

    [Fact]
    public void Evaluation_draws_no_masks()
    {
        Trainer<SmallWordModel> trainer = Trainer(s_all);
        Trainer<SmallWordModel> evaluating = Trainer(s_all);

        for (int i = 0; i < 3; i++)
        {
            evaluating.Evaluate(s_tokens, s_tokens);
            evaluating.ResetStates();
            trainer.ResetStates();
            Assert.Equal(trainer.Train(s_tokens, s_tokens), evaluating.Train(s_tokens, s_tokens));
        }
    }

    [Fact]
    public void Vectors_classes_and_other_losses_are_regularised_too_and_their_evaluation_is_not()
    {
        float[] inputs = TestData.Floats(Length * SmallWordModel.InputSize);
        float[] targets = TestData.Floats(Length * SmallWordModel.OutputSize);
        var regularization = new Regularization { OutputDropout = 0.5f };
        Check(trainer => trainer.Train(inputs, targets), trainer => trainer.Evaluate(inputs, targets));
        Check(trainer => trainer.Train(inputs, targets, new HuberLoss()), trainer => trainer.Evaluate(inputs, targets, new HuberLoss()));
        Check(trainer => trainer.Train(inputs, s_tokens), trainer => trainer.Evaluate(inputs, s_tokens));
        Check(
            trainer => trainer.Train(s_tokens, s_tokens, new CrossEntropyLoss(0.1f)),
            trainer => trainer.Evaluate(s_tokens, s_tokens, new CrossEntropyLoss(0.1f)));
        var ctc = new CtcLoss(SmallWordModel.SequenceLength, BatchSize, SmallWordModel.OutputSize, maxTargetLength: 2);
        int[] labels = [1, 2, 3, 4, 5, 6, 7, 8];
        int[] lengths = [2, 2, 2, 2];
        Check(trainer => trainer.Train(inputs, labels, lengths, [], ctc), trainer => trainer.Evaluate(inputs, labels, lengths, [], ctc));

        void Check(Func<Trainer<SmallWordModel>, TrainingResult> train, Func<Trainer<SmallWordModel>, double> evaluate)
        {
            double plain = evaluate(Trainer(regularization: null));
            Assert.Equal(plain, evaluate(Trainer(regularization)));
            Assert.NotEqual(plain, train(Trainer(regularization)).Loss, 1e-6);
        }
    }

    [Fact]
    public void Penalties_are_differentiated_and_not_reported()
    {
        var penalties = new Regularization { ActivationPenalty = 100, TemporalActivationPenalty = 100 };
        Trainer<SmallWordModel> plain = Trainer(regularization: null);
        Trainer<SmallWordModel> penalised = Trainer(penalties);

        Assert.Equal(plain.Train(s_tokens, s_tokens).Loss, penalised.Train(s_tokens, s_tokens).Loss);

        Assert.NotEqual(plain.LastGradientNorm, penalised.LastGradientNorm, 1e-3);
        Assert.True(penalised.Tape.Penalty > 0);
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_update()
    {
        Trainer<SmallWordModel> trainer = Trainer(s_all);
        trainer.Train(s_tokens, s_tokens);

        Assert.Equal(0, Allocation.Of(() => trainer.Train(s_tokens, s_tokens)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(s_tokens, s_tokens)));
    }

    [Fact]
    public void A_run_that_goes_on_from_a_checkpoint_has_the_bits_of_one_that_was_not_interrupted()
    {
        Trainer<SmallWordModel> whole = Trainer(s_all);
        TrainAndEvaluate(whole, 3);
        TrainingCheckpoint.Save(_folder.PathOf("run"), whole, new TrainingProgress());
        TrainAndEvaluate(whole, 3);

        Trainer<SmallWordModel> resumed = Trainer(s_all, seed: 2);
        TrainingCheckpoint.Load(_folder.PathOf("run"), resumed);
        TrainAndEvaluate(resumed, 3);

        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
        Assert.Equal(6, resumed.Tape.RegularizedPasses);

        static void TrainAndEvaluate(Trainer<SmallWordModel> trainer, int times)
        {
            for (int i = 0; i < times; i++)
            {
                trainer.Train(s_tokens, s_tokens);
                trainer.Evaluate(s_tokens, s_tokens);
            }
        }
    }

    public static TheoryData<string> Others => ["none", "embedding_dropout", "seed_lower", "variational"];

    [Theory]
    [MemberData(nameof(Others))]
    public void A_checkpoint_of_another_regularisation_is_refused(string what)
    {
        TrainingCheckpoint.Save(_folder.PathOf("run"), Trainer(s_all), new TrainingProgress());
        Trainer<SmallWordModel> other = Trainer(what switch
        {
            "none" => null,
            "embedding_dropout" => s_all with { EmbeddingDropout = 0.2f },
            "seed_lower" => s_all with { Seed = long.MinValue + 2 },
            _ => s_all with { IsVariational = false },
        });

        var exception = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(_folder.PathOf("run"), other));

        Assert.Contains(what == "none" ? "regularization" : what, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_without_regularisation_is_refused_by_a_trainer_that_has_one()
    {
        TrainingCheckpoint.Save(_folder.PathOf("run"), Trainer(regularization: null), new TrainingProgress());

        var exception = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(_folder.PathOf("run"), Trainer(s_all)));

        Assert.Contains(nameof(Regularization), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_and_its_optimizer_go_on_without_the_regularisation_of_a_checkpoint()
    {
        Trainer<SmallWordModel> trainer = Trainer(s_all);
        TrainingCheckpoint.Save(_folder.PathOf("run"), trainer, new TrainingProgress());
        var network = new SmallWordModel(seed: 2);

        TrainingCheckpoint.Load(_folder.PathOf("run"), network, new Sgd(network.Parameters.Length, 0.5f));

        Expect.SameBits(trainer.Network.Parameters, network.Parameters);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("EmbeddingDropout", () => new Regularization { EmbeddingDropout = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("InputDropout", () => new Regularization { InputDropout = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>("LayerDropout", () => new Regularization { LayerDropout = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("OutputDropout", () => new Regularization { OutputDropout = 2 });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDropout", () => new Regularization { WeightDropout = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("HiddenZoneout", () => new Regularization { HiddenZoneout = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("CellZoneout", () => new Regularization { CellZoneout = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("ActivationPenalty", () => new Regularization { ActivationPenalty = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(
            "TemporalActivationPenalty", () => new Regularization { TemporalActivationPenalty = float.PositiveInfinity });
    }

    [Fact]
    public void What_a_network_does_not_have_cannot_be_regularised()
    {
        Refuses(new ElmanTanh(), new Regularization { EmbeddingDropout = 0.1f }, "embedding");
        Refuses(new DenseAlone(), new Regularization { OutputDropout = 0.1f }, "recurrent");
        Refuses(new DenseAlone(), new Regularization { ActivationPenalty = 1 }, "recurrent");

        static void Refuses<TNetwork>(TNetwork network, Regularization regularization, string layer)
            where TNetwork : class, ISequenceNetwork<TNetwork>
        {
            var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), 1);
            var exception = Assert.Throws<ArgumentException>("value", () => trainer.Regularization = regularization);
            Assert.Contains(layer, exception.Message, StringComparison.Ordinal);
            Assert.Null(trainer.Regularization);
        }
    }

    private static Trainer<SmallWordModel> Trainer(Regularization? regularization, float learningRate = 0.5f, int seed = 1)
    {
        var network = new SmallWordModel(seed);
        return new(network, new Sgd(network.Parameters.Length, learningRate), BatchSize) { Regularization = regularization };
    }
}
