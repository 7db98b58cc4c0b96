using System.Buffers.Binary;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public sealed class LossCurveTests : IDisposable
{
    private static readonly RunSettings s_settings = new(
        new TrainingOptions { Epochs = 2 }, "text.txt", 1000, CharacterModel.Shape, CharacterModel.ParameterCount);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_picture_is_a_png_of_1200_by_720()
    {
        var history = new LossHistory();
        history.Training.AddRange([(0.5, 4.0), (1, 3.0)]);
        history.HeldOut.Add((1, 3.2));

        byte[] image = Draw(history);

        Assert.Equal("PNG"u8.ToArray(), image[1..4]);
        Assert.Equal(1200, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(16)));
        Assert.Equal(720, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(20)));
    }

    [Fact]
    public void Other_losses_give_another_picture()
    {
        var falling = new LossHistory();
        falling.Training.AddRange([(0.5, 4.0), (1, 3.0), (1.5, 2.0)]);
        var rising = new LossHistory();
        rising.Training.AddRange([(0.5, 2.0), (1, 3.0), (1.5, 4.0)]);

        Assert.NotEqual(Draw(falling), Draw(rising));
    }

    [Fact]
    public void Other_settings_give_another_picture() =>
        Assert.NotEqual(Draw(TwoEpochs(), s_settings), Draw(TwoEpochs(), s_settings with { TextName = "other.txt" }));

    [Fact]
    public void The_best_held_out_loss_is_marked_where_it_is()
    {
        LossHistory bestLast = TwoEpochs();
        LossHistory bestFirst = TwoEpochs();
        bestFirst.HeldOut[1] = (2, 4.5);

        Assert.NotEqual(Draw(bestFirst), Draw(bestLast));
    }

    [Fact]
    public void A_run_without_losses_has_no_picture()
    {
        Assert.False(LossCurve.Save(new LossHistory(), s_settings, _folder.PathOf("loss.png")));
        Assert.False(File.Exists(_folder.PathOf("loss.png")));
    }

    [Fact]
    public void A_run_that_stopped_in_its_first_epoch_shows_what_there_is()
    {
        var history = new LossHistory();
        history.Training.Add((0.25, 4.0));

        Assert.Equal("PNG"u8.ToArray(), Draw(history)[1..4]);
    }

    [Theory]
    [InlineData("a\u001b[31m\n.txt")]
    [InlineData("日本😀.txt")]
    [InlineData("")]
    public void Any_name_of_a_text_can_be_drawn(string name) =>
        Assert.Equal("PNG"u8.ToArray(), Draw(TwoEpochs(), s_settings with { TextName = name })[1..4]);

    private static LossHistory TwoEpochs()
    {
        var history = new LossHistory();
        history.Training.AddRange([(0.5, 4.5), (1, 4.0), (1.5, 3.5), (2, 3.0)]);
        history.HeldOut.AddRange([(1, 4.2), (2, 3.2)]);
        return history;
    }

    private byte[] Draw(LossHistory history, RunSettings? settings = null)
    {
        string path = _folder.PathOf("loss.png");
        Assert.True(LossCurve.Save(history, settings ?? s_settings, path));
        return File.ReadAllBytes(path);
    }
}
