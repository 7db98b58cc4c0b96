using UnrolledRnn.Serialization;

namespace UnrolledRnn.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_new_content_replaces_the_old_and_no_other_file_stays()
    {
        string path = _folder.Write("file", [1, 2, 3]);

        AtomicFile.Write(path, stream => stream.Write([4, 5]));

        Assert.Equal([4, 5], File.ReadAllBytes(path));
        Assert.Equal(["file"], _folder.FileNames);
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_content_and_no_other_file()
    {
        string path = _folder.Write("file", [1, 2, 3]);

        Assert.Throws<TimeoutException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([4, 5]);
            stream.Flush();
            throw new TimeoutException();
        }));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(["file"], _folder.FileNames);
    }

    [Fact]
    public void A_writer_that_fails_makes_no_file_where_there_was_none()
    {
        Assert.Throws<TimeoutException>(() => AtomicFile.Write(_folder.PathOf("file"), _ => throw new TimeoutException()));

        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void A_destination_that_cannot_be_replaced_leaves_no_other_file()
    {
        Directory.CreateDirectory(_folder.PathOf("taken"));

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(_folder.PathOf("taken"), stream => stream.Write([1])));

        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void While_the_new_content_is_written_the_old_can_be_read()
    {
        string path = _folder.Write("file", [1, 2, 3]);

        AtomicFile.Write(path, stream =>
        {
            stream.Write([4, 5]);
            stream.Flush();
            Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        });
    }
}
