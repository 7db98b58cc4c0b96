using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public class HeldOutPartTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 1, BatchSize = 4 };

    [Fact]
    public void The_last_tenth_is_held_out()
    {
        string text = new string('a', 900) + new string('b', 100);

        var training = new TextTrainer<CharacterModel>(text, s_options);

        Assert.Equal(["<unk>", "<bos>", "<eos>", "a"], training.Vocabulary.Tokens);
        Assert.Equal(100, training.UnknownTokens);
    }

    [Fact]
    public void Each_part_also_predicts_its_end()
    {
        var training = new TextTrainer<CharacterModel>(new string('a', 1000), s_options);

        Assert.Equal(900 + 1, training.TrainingTokens);
        Assert.Equal(100 + 1, training.HeldOutTokens);
    }

    [Fact]
    public void Another_part_can_be_held_out()
    {
        var training = new TextTrainer<CharacterModel>(new string('a', 1000), s_options with { HeldOut = 0.25 });

        Assert.Equal(750 + 1, training.TrainingTokens);
        Assert.Equal(250 + 1, training.HeldOutTokens);
    }

    [Fact]
    public void What_is_held_out_does_not_change_the_parameters()
    {
        string trained = Texts.Sentences(1800);

        Assert.Equal(ParametersAfterTraining(trained + new string('x', 200)), ParametersAfterTraining(trained + new string('y', 200)));
    }

    [Fact]
    public void More_characters_than_the_model_has_room_for_leave_the_most_frequent()
    {
        var training = new TextTrainer<CharacterModel>(Texts.WithRareCharacters(out int rareCharacters), s_options);

        Assert.Equal(CharacterModel.InputSize, training.Vocabulary.Count);
        Assert.Equal(rareCharacters, training.UnknownTokens);
        Assert.Equal(Vocabulary.Unknown, training.Vocabulary.NumberOf("\u6000"));
    }

    [Fact]
    public void A_surrogate_pair_on_the_border_stays_whole()
    {
        // The border falls behind the first half of the 86th pair.
        string text = string.Concat(Enumerable.Repeat("😀", 95));
        Assert.Equal(1, (int)(text.Length * 0.9) % 2);

        var training = new TextTrainer<CharacterModel>(text, s_options);

        Assert.Equal(["<unk>", "<bos>", "<eos>", "😀"], training.Vocabulary.Tokens);
        Assert.Equal(0, training.UnknownTokens);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_text_too_short_to_hold_a_part_out_is_refused(int length)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => new TextTrainer<CharacterModel>(new string('a', length), s_options));

        Assert.Contains($"The text has {length} characters", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_twenty_characters_can_be_trained_on()
    {
        var training = new TextTrainer<CharacterModel>(new string('a', 20), s_options);

        Assert.True(training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None));
        Assert.True(double.IsFinite(training.History.BestHeldOut));
    }

    private static float[] ParametersAfterTraining(string text)
    {
        // After a single epoch, the best parameters are the last ones, whatever is held out.
        var training = new TextTrainer<CharacterModel>(text, s_options with { Epochs = 1 });
        training.Run(new TrainingReporter(_ => { }), () => { }, CancellationToken.None);
        return training.Model.Parameters.ToArray();
    }
}
