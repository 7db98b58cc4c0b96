using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

public class FitTests
{
    [Fact]
    public void A_stream_trains_to_the_bits_of_a_loop_by_hand()
    {
        const int B = 2;
        const int Steps = 5 * Filter.SequenceLength * B;
        var fitted = new Trainer<Filter>(new Filter(1), new Adam(new Filter(1).Parameters.Length), B, maxGradientNorm: 1);
        var byHand = new Trainer<Filter>(new Filter(1), new Adam(new Filter(1).Parameters.Length), B, maxGradientNorm: 1);
        float[] recording = TestData.Floats(Steps);

        TrainingReport report = fitted.Fit(new StreamDataset(recording, 1, recording, 1), new FitOptions { Epochs = 3 });

        float[] inputs = new float[Filter.SequenceLength * B];
        double sum = 0;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            byHand.ResetStates();
            sum = 0;
            for (int chunk = 0; chunk < 5; chunk++)
            {
                for (int i = 0; i < inputs.Length; i++)
                {
                    inputs[i] = recording[(i % B * Steps / B) + (chunk * Filter.SequenceLength) + (i / B)];
                }

                sum += byHand.Train(inputs, inputs, new MseLoss());
            }
        }

        Expect.SameBits(byHand.Network.Parameters, fitted.Network.Parameters);
        Assert.Equal(sum / 5, report.History[^1].Loss, 12);
        Assert.Equal(15, report.Steps);
    }

    [Fact]
    public void A_network_learns_from_a_dataset_and_validates_on_a_part_of_it()
    {
        TrainingReport report = SmallFit.Trainer(rate: 0.01f).Fit(
            SmallFit.Sequences(80), new FitOptions { Epochs = 60, ValidationShare = 0.25f, Metrics = [new MaeMetric(), new MseMetric()] });

        EpochResult best = report.History[report.BestEpoch - 1];
        Assert.Equal(StopReason.EpochsDone, report.Stopped);
        Assert.Equal(60, report.History.Count);
        Assert.Equal(report.BestLoss, best.ValidationLoss);
        Assert.True(best.ValidationLoss < 0.2 * report.History[0].ValidationLoss, $"{best.ValidationLoss}");
        Assert.Equal(best.ValidationLoss, best.Metrics[1], 6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_does_not()
    {
        Expect.SameBits(Trained(seed: 3), Trained(seed: 3));
        Assert.NotEqual(Trained(seed: 3), Trained(seed: 4));

        static float[] Trained(long seed)
        {
            Trainer<LastStepTwin> trainer = SmallFit.Trainer();
            trainer.Fit(SmallFit.Sequences(10), new FitOptions { Epochs = 2, Seed = seed });
            return trainer.Network.Parameters.ToArray();
        }
    }

    [Fact]
    public void The_parameters_of_the_best_epoch_are_kept()
    {
        Trainer<LastStepTwin> trainer = SmallFit.Trainer(rate: 0.3f);
        SequenceDataset validation = SmallFit.Sequences(8, seed: 2);
        List<float[]> parameters = [];
        var options = new FitOptions
        {
            Epochs = 12, Validation = validation, OnEpoch = _ => parameters.Add(trainer.Network.Parameters.ToArray()),
        };

        TrainingReport report = trainer.Fit(SmallFit.Sequences(16), options);

        Assert.Equal(report.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch, report.BestEpoch);
        Expect.SameBits(parameters[report.BestEpoch - 1], trainer.Network.Parameters);
    }

    [Fact]
    public void A_run_stops_when_its_patience_ends()
    {
        var options = new FitOptions
        {
            Epochs = 50,
            Validation = SmallFit.Sequences(8, seed: 2),
            Patience = 3,
            Schedule = new ConstantSchedule(0),
        };

        TrainingReport report = SmallFit.Trainer().Fit(SmallFit.Sequences(8), options);

        Assert.Equal(StopReason.EarlyStopping, report.Stopped);
        Assert.Equal(4, report.History.Count);
        Assert.Equal(1, report.BestEpoch);
    }

    [Fact]
    public void Accumulated_batches_give_the_step_of_one_large_batch()
    {
        Trainer<LastStepTwin> small = SmallFit.Trainer();
        var network = new LastStepTwin(1);
        var adam = new Adam(network.Parameters.Length, 0.01f);
        var large = new Trainer<LastStepTwin>(network, adam, 3 * SmallFit.BatchSize, maxGradientNorm: 1);

        // The last of three batches is half empty: its targets count as many as there are.
        TrainingReport inParts = small.Fit(SmallFit.Sequences(10), new FitOptions { Epochs = 5, AccumulationSteps = 3 });
        TrainingReport atOnce = large.Fit(SmallFit.Sequences(10), new FitOptions { Epochs = 5 });

        Assert.Equal(5, inParts.Steps);
        Expect.Close(large.Network.Parameters, small.Network.Parameters, 2e-4);
        Assert.Equal(atOnce.History[4].Loss, inParts.History[4].Loss, 5);
    }

    [Fact]
    public void Steps_follow_the_schedule_and_are_told()
    {
        List<FitStep> steps = [];
        var schedule = new CosineSchedule(0.1f, 6);

        SmallFit.Trainer().Fit(SmallFit.Sequences(12), new FitOptions { Epochs = 2, Schedule = schedule, OnStep = steps.Add });

        Assert.Equal(Enumerable.Range(0, 6).Select(step => schedule.At(step)), steps.Select(step => step.LearningRate));
        Assert.Equal([1, 1, 1, 2, 2, 2], steps.Select(step => step.Epoch));
        Assert.Equal([1, 2, 3, 1, 2, 3], steps.Select(step => step.Batch));
        Assert.Equal(1, steps[^1].Done);
        Assert.All(steps, step => Assert.Equal(4, step.Targets));
    }

    [Fact]
    public void A_plateau_observes_the_validation_loss()
    {
        var options = new FitOptions
        {
            Epochs = 6,
            Validation = SmallFit.Sequences(4, seed: 2),
            Schedule = new ReduceOnPlateau(1e-6f, 0.5f, patience: 0, threshold: 0.5f),
        };

        TrainingReport report = SmallFit.Trainer().Fit(SmallFit.Sequences(4), options);

        Assert.Equal(report.History[0].ValidationLoss, ((ReduceOnPlateau)options.Schedule).Best);
        Assert.Equal([1e-6f, 1e-6f, 5e-7f, 2.5e-7f, 1.25e-7f, 6.25e-8f], report.History.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Normalised_targets_are_measured_in_their_own_units()
    {
        float[][] inputs = [.. Enumerable.Range(0, 8).Select(i => TestData.Floats(21, i))];
        var data = new SequenceDataset(inputs, 3, [.. inputs.Select(values => new[] { 1000 + (100 * values[0]), 5f })], 2);
        var options = new FitOptions { Epochs = 1, NormalizesInputs = true, NormalizesTargets = true, Metrics = [new MaeMetric()] };

        TrainingReport report = SmallFit.Trainer().Fit(data, options);

        Assert.InRange(report.History[0].Metrics[0], 5, 100);
        Assert.InRange(report.History[0].Loss, 0.01, 3);
        Assert.Equal(1, report.TargetNormalization!.Deviations[1]);
    }

    [Fact]
    public void Patience_without_validation_is_refused() => Assert.Throws<ArgumentException>(
        "options", () => SmallFit.Trainer().Fit(SmallFit.Sequences(4), new FitOptions { Patience = 1 }));

    [Fact]
    public void A_metric_of_classes_is_refused_for_values() => Assert.Throws<ArgumentException>(
        "options", () => SmallFit.Trainer().Fit(SmallFit.Sequences(4), new FitOptions { Metrics = [new AccuracyMetric()] }));

    [Theory]
    [InlineData(LastStepTwin.SequenceLength)]
    [InlineData(4)]
    public void A_step_allocates_nothing(int length)
    {
        float[][] sequences = [.. Enumerable.Range(0, 100).Select(i => TestData.Floats(length * 3, i))];
        var data = new SequenceDataset(sequences, 3, [.. sequences.Select(_ => new float[2])], 2);

        Assert.Equal(0, Allocation.Fewest(() =>
        {
            (long before, long after, int steps) = (0, 0, 0);
            SmallFit.Trainer().Fit(data, new FitOptions
            {
                Epochs = 1,
                OnStep = _ =>
                {
                    after = GC.GetAllocatedBytesForCurrentThread();
                    before = ++steps == 5 ? after : before;
                },
            });

            Assert.InRange(steps, 10, int.MaxValue);
            return after - before;
        }));
    }

    [Fact]
    public void A_text_is_learned()
    {
        var network = new TokenModel(1);
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length, 0.02f), 2);
        int[] tokens = [.. Enumerable.Range(0, 200).Select(i => i % 3)];

        TrainingReport report = trainer.Fit(new TokenStreamDataset(tokens), new FitOptions
        {
            Epochs = 20, ValidationShare = 0.2f, Metrics = [new PerplexityMetric(), new AccuracyMetric()],
        });

        Assert.True(report.History[^1].Metrics[0] < 1.1, $"{report.History[^1].Metrics[0]}");
        Assert.Equal(Math.Exp(report.History[^1].ValidationLoss), report.History[^1].Metrics[0], 4);
        Assert.Equal(1, report.History[^1].Metrics[1]);
    }
}
