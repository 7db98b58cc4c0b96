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

    [Fact]
    public void The_content_is_on_the_disk_before_the_old_one_goes()
    {
        string path = _folder.Write("file", [1]);
        bool? flushedFirst = null;

        AtomicFile.Write(
            path,
            stream => stream.Write([2]),
            temporary => new ObservedStream(temporary, toDisk => flushedFirst = toDisk && File.ReadAllBytes(path) is [1]));

        Assert.True(flushedFirst);
    }

    [Fact]
    public void Two_writers_of_one_file_do_not_meet()
    {
        string path = _folder.PathOf("file");

        AtomicFile.Write(path, outer =>
        {
            outer.Write([1]);
            AtomicFile.Write(path, inner => inner.Write([2]));
            Assert.Equal([2], File.ReadAllBytes(path));
        });

        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [Fact]
    public void What_a_killed_writer_has_left_goes_with_the_next_writing_of_the_same_file()
    {
        foreach ((string name, TimeSpan age) in new[]
        {
            (".file.1.tmp", TimeSpan.FromHours(1)),
            (".file.2.tmp", TimeSpan.Zero),
            (".other.3.tmp", TimeSpan.FromHours(1)),
        })
        {
            File.SetLastWriteTimeUtc(_folder.Write(name, [1]), DateTime.UtcNow - age);
        }

        AtomicFile.Write(_folder.PathOf("file"), stream => stream.Write([1]));

        Assert.Equal([".file.2.tmp", ".other.3.tmp", "file"], _folder.FileNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_old_file_that_is_being_written_is_left_alone()
    {
        string path = _folder.PathOf("file");
        AtomicFile.Write(path, outer =>
        {
            File.SetLastWriteTimeUtc(
                Directory.GetFiles(Path.GetDirectoryName(path)!, ".file.*.tmp").Single(), DateTime.UtcNow - TimeSpan.FromHours(1));
            AtomicFile.Write(path, inner => inner.Write([2]));
            outer.Write([1]);
        });

        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [SkippableFact]
    public void A_symbolic_link_stays_and_the_file_behind_it_is_replaced()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right there that tests seldom have.");
        string path = _folder.Write("file", [1]);
        File.CreateSymbolicLink(_folder.PathOf("first"), path);
        File.CreateSymbolicLink(_folder.PathOf("second"), _folder.PathOf("first"));

        AtomicFile.Write(_folder.PathOf("second"), stream => stream.Write([2]));

        Assert.Equal([2], File.ReadAllBytes(path));
        Assert.NotNull(new FileInfo(_folder.PathOf("second")).LinkTarget);
        Assert.Null(new FileInfo(path).LinkTarget);
    }

    [SkippableFact]
    public void The_mode_of_the_file_stays()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new SkipException("There are no modes.");
        }

        string path = _folder.Write("file", [1]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        AtomicFile.Write(path, stream => stream.Write([2]));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    private sealed class ObservedStream(string path, Action<bool> flushing) : FileStream(path, FileMode.CreateNew)
    {
        public override void Flush(bool flushToDisk)
        {
            base.Flush(flushToDisk);
            flushing(flushToDisk);
        }
    }
}
