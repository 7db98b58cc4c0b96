using System.Buffers.Binary;
using UnrolledRnn.Cli.Evaluation;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public sealed class ChapterCurveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_picture_is_a_png_of_1200_by_720()
    {
        byte[] image = Draw(Chapter("Chapter 1", -900), Chapter("Chapter 2", -700));

        Assert.Equal("PNG"u8.ToArray(), image[1..4]);
        Assert.Equal(1200, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(16)));
        Assert.Equal(720, BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(20)));
    }

    [Fact]
    public void Other_losses_and_names_give_other_pictures()
    {
        byte[] image = Draw(Chapter("Chapter 1", -900), Chapter("Chapter 2", -700));

        Assert.NotEqual(image, Draw(Chapter("Chapter 1", -700), Chapter("Chapter 2", -900)));
        Assert.NotEqual(image, Draw(Chapter("Chapter 1", -900), Chapter("Chapter 3", -700)));
    }

    [Fact]
    public void Any_chapters_can_be_drawn()
    {
        var score = new TextScore { LogProbability = 0, KnownTokens = 0, UnknownTokens = 5, KnownCharacters = 0 };
        var unknown = new ChapterScore("日本\u001b[31m", 5, score);

        Assert.Equal("PNG"u8.ToArray(), Draw(Chapter("", -1), unknown)[1..4]);
        Assert.Equal("PNG"u8.ToArray(), Draw([.. Enumerable.Range(0, 300).Select(i => Chapter($"Chapter {i}", -500 - i))])[1..4]);
    }

    private static ChapterScore Chapter(string name, double logProbability) => new(
        name, 400, new TextScore { LogProbability = logProbability, KnownTokens = 400, UnknownTokens = 0, KnownCharacters = 400 });

    private byte[] Draw(params ChapterScore[] chapters)
    {
        string path = _folder.PathOf("evaluation.png");
        ChapterCurve.Save(chapters, "A model and a text", path);
        return File.ReadAllBytes(path);
    }
}
