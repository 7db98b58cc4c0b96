using System.Buffers.Binary;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Tests;

public sealed class LossCurveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_picture_is_a_png_of_900_by_540()
    {
        var history = new LossHistory();
        history.Training.AddRange([(0.5, 4.0), (1, 3.0)]);
        history.HeldOut.Add((1, 3.2));

        byte[] image = Draw(history);

        Assert.Equal("PNG"u8.ToArray(), image[1..4]);
        Assert.Equal(900, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(16)));
        Assert.Equal(540, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(20)));
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
    public void A_run_without_losses_has_an_empty_picture() => Assert.Equal("PNG"u8.ToArray(), Draw(new LossHistory())[1..4]);

    private byte[] Draw(LossHistory history)
    {
        string path = _folder.File("loss.png");
        LossCurve.Save(history, "title", path);
        return File.ReadAllBytes(path);
    }
}
