using System.Text;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class ChecksumTests : IDisposable
{
    /// <summary>A file with a SHA-256 of all that is in it, as the library wrote them at first.</summary>
    private static readonly string s_sha256 = Path.Combine(AppContext.BaseDirectory, "Serialization", "Files", "sha256.safetensors");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <remarks>RFC 3720, B.4, and the check value of the catalogue of such sums.</remarks>
    [Fact]
    public void Sums_are_those_of_Castagnoli()
    {
        Assert.Equal(0xE3069283u, Sum(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AAu, Sum(new byte[32]));
        Assert.Equal(0x46DD794Eu, Sum([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));

        static uint Sum(byte[] bytes) => Crc32C.End(Crc32C.Append(Crc32C.Start, bytes));
    }

    [Fact]
    public void File_with_a_SHA256_is_read_and_checked_by_it()
    {
        byte[] file = File.ReadAllBytes(s_sha256);
        Expect.SameBits(new ElmanTanh(seed: 1).Parameters, ElmanTanh.Load(s_sha256).Parameters);

        file[^1] ^= 1;
        Assert.Contains(
            "expected checksum ab8cc9b1",
            Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(_folder.Write("damaged", file))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_changes_is_noticed_by_a_SHA256_too()
    {
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(s_sha256));

        Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(_folder.Write("changed", file.With("of all", "of ill").ToBytes())));
    }
}
