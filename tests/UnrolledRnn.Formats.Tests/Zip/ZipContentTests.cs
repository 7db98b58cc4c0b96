using System.IO.Compression;
using System.Text;
using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Zip;

public sealed class ZipContentTests
{
    private static readonly byte[] s_content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("content ", 20)));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Files_are_what_was_added(CompressionLevel level) => Assert.Equal(s_content, Read(Archive(level)));

    [Fact]
    public void Archive_with_64_bit_sizes_is_read()
    {
        // PyTorch writes both ends of the directory, with 32 and 64 bits.
        byte[] file = PyTorchCases.Bytes("lstm_half.pt");

        Assert.True(file.AsSpan().IndexOf("PK\x06\x06"u8) > 0);
        Assert.Equal("3\n", Encoding.ASCII.GetString(Read(file, "lstm_half/version")));
    }

    [Fact]
    public void Comment_behind_the_directory_is_passed_over()
    {
        byte[] file = Archive(CompressionLevel.Optimal, "a comment");

        Assert.Equal(s_content, Read(file));
    }

    [Fact]
    public void Byte_of_the_content_that_is_another_is_found()
    {
        byte[] file = Archive(CompressionLevel.NoCompression);
        file[file.AsSpan().IndexOf("content"u8)] ^= 1;

        Assert.Contains("CRC-32", Problem(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Checksum_of_zero_was_not_computed()
    {
        byte[] file = Archive(CompressionLevel.NoCompression);
        file[file.AsSpan().IndexOf("content"u8)] ^= 1;
        file.AsSpan(file.AsSpan().IndexOf("PK\x01\x02"u8) + 16, 4).Clear();

        Assert.Equal(s_content.Length, Read(file).Length);
    }

    [Fact]
    public void Archive_that_unpacks_to_more_than_a_model_does_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("file", CompressionLevel.Optimal).Open();
            entry.Write(new byte[10_000_000]);
        }

        Assert.Contains("10000000, more than a model does", Problem(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_claims_another_length_is_refused()
    {
        byte[] file = Archive(CompressionLevel.Optimal);
        file[file.AsSpan().IndexOf("PK\x01\x02"u8) + 24]--;

        Assert.Contains("does not unpack to the 159 bytes", Problem(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    public void Checksum_is_that_of_zip(string text)
    {
        uint expected = text.Length switch { 0 => 0, 9 => 0xCBF43926, _ => 0x414FA339 };

        Assert.Equal(expected, Crc32.Of(Encoding.ASCII.GetBytes(text)));
    }

    private static byte[] Archive(CompressionLevel level, string comment = "")
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.Comment = comment;
            using Stream entry = archive.CreateEntry("file", level).Open();
            entry.Write(s_content);
        }

        return stream.ToArray();
    }

    private static byte[] Read(byte[] file, string name = "file")
    {
        var archive = new ZipContent(new ModelSource("file", file));
        return archive.Read(archive.Entries[name]).ToArray();
    }

    private static string Problem(byte[] file) => Assert.Throws<ModelFormatException>(() => Read(file)).Message;
}
