using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public class RunSettingsTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 20, BatchSize = 8, LearningRate = 4e-3f, Seed = 7 };

    [Fact]
    public void The_network_is_told_with_how_it_was_trained() =>
        Assert.Matches(
            "^Network 96 → 256 → 96, [0-9,]+ parameters  ·  batch 8 × 64 steps  ·  learning rate 0.004  ·  20 epochs  ·  seed 7$",
            Of("text.txt", 1).Network);

    [Fact]
    public void The_text_is_told_with_its_length_and_its_held_out_part() =>
        Assert.Equal(
            "text.txt: 1,115,394 characters, of which the last 10 % are held out of training",
            Of("text.txt", 1_115_394).Text);

    [Fact]
    public void A_long_name_of_a_text_is_cut() =>
        Assert.StartsWith(
            new string('n', 60) + "…: ", Of(new string('n', 200), 1).Text, StringComparison.Ordinal);

    private static RunSettings Of(string name, int length) =>
        new(s_options, name, length, CharacterModel.Shape, CharacterModel.ParameterCount);
}
