using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Each task of <see cref="Fit"/> on something that it can learn.</summary>
public class TaskTests
{
    [Fact]
    public void A_classifier_learns_from_sequences_of_different_lengths()
    {
        // Which of two inputs rises.
        float[][] sequences = [.. Enumerable.Range(0, 120).Select(Rising)];
        int[] classes = [.. Enumerable.Range(0, 120).Select(i => i % 2)];

        FittedModel<LastStepTwin> model = Fit.Classifier<LastStepTwin>(sequences, classes, Options(40));

        Assert.True(model.Report!.History[model.Report.BestEpoch - 1].Metrics[0] > 0.95);
        Assert.Equal(1, model.PredictClass(Rising(1001)));
        Assert.Equal(0, model.PredictClass(Rising(1002)));
    }

    [Fact]
    public void A_regressor_learns_in_the_units_of_its_targets()
    {
        float[][] sequences = [.. Enumerable.Range(0, 100).Select(i => TestData.Floats(3 * (2 + (i % 6)), i))];
        float[][] targets = [.. sequences.Select(values => new[] { 500 + (100 * values[^3]), 20 * values[^2] })];

        FittedModel<LastStepTwin> model = Fit.Regressor<LastStepTwin>(sequences, targets, Options(80));

        float[] output = new float[2];
        model.Predict([0, 0, 0, 0.5f, -0.5f, 0], output);
        Assert.InRange(output[0], 530, 570);
        Assert.InRange(output[1], -14, -6);
    }

    [Fact]
    public void A_forecaster_foretells_a_wave()
    {
        float[] series = [.. Enumerable.Range(0, 300).Select(i => 20 + (5 * MathF.Sin(i * 0.3f)))];

        FittedModel<Filter> model = Fit.Forecaster<Filter>(series, horizon: 3, options: Options(30));

        float[] output = new float[1];
        model.Predict(series.AsSpan(200, 40), output);
        Assert.Equal(series[242], output[0], 0.5);
    }

    [Fact]
    public void An_audio_effect_is_learned_by_the_error_to_signal_ratio()
    {
        float[] dry = TestData.Floats(4000);
        float[] wet = Array.ConvertAll(dry, value => MathF.Tanh(2 * value));

        FittedModel<Filter> model = Fit.AudioEffect<Filter>(dry, wet, Options(30));

        Assert.True(model.Report!.History[^1].Metrics[0] < 0.05, $"{model.Report.History[^1].Metrics[0]}");
    }

    [Fact]
    public void A_language_model_learns_a_cycle()
    {
        int[] tokens = [.. Enumerable.Range(0, 600).Select(i => i % 3)];

        FittedModel<TokenModel> model = Fit.LanguageModel<TokenModel>(tokens, options: Options(30));

        Assert.True(model.Report!.History[^1].Metrics[0] < 1.2, $"{model.Report.History[^1].Metrics[0]}");
    }

    [Fact]
    public void Without_a_part_for_validation_the_run_has_all_its_epochs()
    {
        FittedModel<LastStepTwin> model = Fit.Classifier<LastStepTwin>(
            [new float[6], TestData.Floats(9)], [0, 1], new TaskOptions { ValidationShare = 0, Epochs = 12 });

        Assert.Equal(StopReason.EpochsDone, model.Report!.Stopped);
        Assert.Equal(12, model.Report.History.Count);
    }

    private static TaskOptions Options(int epochs) => new() { Epochs = epochs, LearningRate = 0.02f };

    private static float[] Rising(int seed)
    {
        int steps = 3 + (seed % 5);
        float[] values = TestData.Floats(steps * 3, seed, scale: 0.1f);
        for (int step = 0; step < steps; step++)
        {
            values[(step * 3) + (seed % 2)] += step;
        }

        return values;
    }
}
