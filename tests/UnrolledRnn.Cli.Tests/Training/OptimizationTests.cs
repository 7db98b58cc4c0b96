using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Tests;

public class OptimizationTests
{
    private const long Steps = 100;

    private static readonly TrainingOptions s_options = new() { Epochs = 1, LearningRate = 1 };

    [Theory]
    [InlineData(nameof(OptimizerKind.AdamW), typeof(AdamW))]
    [InlineData(nameof(OptimizerKind.Adam), typeof(Adam))]
    [InlineData(nameof(OptimizerKind.Sgd), typeof(Sgd))]
    [InlineData(nameof(OptimizerKind.RmsProp), typeof(RmsProp))]
    [InlineData(nameof(OptimizerKind.Lion), typeof(Lion))]
    public void An_optimizer_is_that_of_its_name(string name, Type type)
    {
        OptimizerKind kind = Enum.Parse<OptimizerKind>(name);

        IOptimizer optimizer = Optimization.Optimizer(s_options with { Optimizer = kind, LearningRate = 0.5f }, parameters: 16);

        Assert.IsType(type, optimizer);
        Assert.Equal(0.5f, optimizer.LearningRate);
    }

    [Theory]
    [InlineData(nameof(OptimizerKind.AdamW))]
    [InlineData(nameof(OptimizerKind.Adam))]
    [InlineData(nameof(OptimizerKind.Sgd))]
    [InlineData(nameof(OptimizerKind.RmsProp))]
    [InlineData(nameof(OptimizerKind.Lion))]
    public void Every_optimizer_learns_with_its_usual_rate(string name)
    {
        OptimizerKind kind = Enum.Parse<OptimizerKind>(name);
        var training = new TextTrainer<CharacterModel>(
            Texts.Sentences(2500),
            new TrainingOptions { Epochs = 4, BatchSize = 4, Optimizer = kind, LearningRate = Optimization.UsualRate(kind) });

        training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None);

        Assert.True(training.History.HeldOut[^1].Loss < training.History.HeldOut[0].Loss);
    }

    [Fact]
    public void A_cosine_without_a_warm_up_of_its_own_is_the_usual_one() =>
        Assert.Equal(new CosineSchedule(1, Steps).At(1), Optimization.Schedule(s_options, Steps).At(1));

    [Theory]
    [InlineData(nameof(ScheduleKind.Cosine))]
    [InlineData(nameof(ScheduleKind.Constant))]
    [InlineData(nameof(ScheduleKind.OneCycle))]
    public void A_rate_rises_as_long_as_the_warm_up_lasts(string name)
    {
        TrainingOptions options = s_options with { Schedule = Enum.Parse<ScheduleKind>(name), WarmUp = 20 };

        ISchedule schedule = Optimization.Schedule(options, Steps);

        Assert.All(Enumerable.Range(1, 17), step => Assert.True(schedule.At(step) > schedule.At(step - 1)));
        Assert.True(schedule.At(21) <= schedule.At(20));
    }

    [Fact]
    public void A_warm_up_that_is_longer_than_the_run_is_one_of_the_whole_run()
    {
        ISchedule schedule = Optimization.Schedule(s_options with { WarmUp = 500 }, Steps);

        Assert.InRange(schedule.At(Steps - 1), 0, 1);
    }

    [Fact]
    public void A_token_costs_three_passes_over_the_matrices_that_are_multiplied()
    {
        const double Forward = (256 * 256) + (256 * 96);

        Assert.Equal(3 * Forward, TrainingCost.PerToken<CharacterModel>());
    }

    [Fact]
    public void A_step_of_values_costs_three_passes_over_all_matrices()
    {
        const double Forward = (256 * 96) + (256 * 256) + (256 * 96);

        Assert.Equal(3 * Forward, TrainingCost.PerStep<CharacterModel>());
    }

    [SkippableFact]
    public void A_core_does_a_billion_multiply_adds_at_least()
    {
        double? peak = FmaPeak.MeasurePerSecond();
        Skip.If(peak is null, "The machine has no fused multiply-add.");

        Assert.InRange(peak.Value, 1e9, 1e12);
    }
}
