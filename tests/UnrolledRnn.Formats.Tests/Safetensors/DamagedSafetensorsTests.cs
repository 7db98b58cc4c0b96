using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Safetensors;

public sealed class DamagedSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _file;

    public DamagedSafetensorsTests()
    {
        ModelFiles.Write(ModelDescription.Of(RandomWeights.Network<Amp>()), _folder.PathOf("model.safetensors"));
        _file = File.ReadAllBytes(_folder.PathOf("model.safetensors"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bit_of_the_data_that_is_another_is_found()
    {
        _file[^1] ^= 1;

        Assert.Contains("checksum", Problem(_file), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_byte_of_the_header_that_is_another_is_no_other_failure() =>
        Damage.CheckEveryByte(_file, to: 900);

    [Fact]
    public void File_that_is_cut_short_anywhere_is_refused() => Damage.CheckEveryLength(_file);

    [Fact]
    public void Declaration_of_other_layers_is_refused() => Assert.Contains(
        "'rnn.weight_ih_l0' of shape [68, 1], found [64, 1]",
        Problem(Unsigned("\"unrolled_rnn.layers\":\"Lstm 16", "\"unrolled_rnn.layers\":\"Lstm 17")),
        StringComparison.Ordinal);

    [Fact]
    public void Declaration_that_contradicts_itself_is_refused() => Assert.Contains(
        "unrolled_rnn.cell",
        Problem(Unsigned("\"unrolled_rnn.cell\":\"Lstm\"", "\"unrolled_rnn.cell\":\"Tanh\"")),
        StringComparison.Ordinal);

    [Fact]
    public void Declaration_of_an_unknown_layer_is_refused() => Assert.Contains(
        "'Wavy 16'", Problem(Unsigned("\"unrolled_rnn.layers\":\"Lstm", "\"unrolled_rnn.layers\":\"Wavy")), StringComparison.Ordinal);

    [Theory]
    [InlineData("F32", "I32", "'a.weight' is I32 of shape [2, 3]")]
    [InlineData("[2,3]", "[2,2]", "claims 24 bytes")]
    [InlineData("[2,3]", "[-2,-3]", "claims 24 bytes")]
    [InlineData("[2,3]", "[6442450944,0]", "claims 24 bytes")]
    [InlineData("[2,3]", "[4611686018427387904,4]", "claims 24 bytes")]
    [InlineData("[0,24]", "[8,32]", "expected it to begin at 0")]
    public void Tensor_that_does_not_fill_its_place_is_refused(string old, string other, string expected)
    {
        const string Header = "{\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";

        Assert.Contains(
            expected, Problem(FileOf(Header.Replace(old, other, StringComparison.Ordinal), new byte[24])), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_number_of_use_is_refused()
    {
        const string Header =
            "{\"__metadata__\":{\"unrolled_rnn.sample_rate\":\"fast\",\"unrolled_rnn.checksum\":\"\"},\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";
        SafetensorsHeader header = SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(Header));
        string signed = Header.Replace("checksum\":\"\"", $"checksum\":\"{Checksum.Of(header, new byte[24])}\"", StringComparison.Ordinal);

        Assert.Contains("'fast'", Problem(FileOf(signed, new byte[24])), StringComparison.Ordinal);
    }

    /// <summary>The file with another text in its header, and the checksum that fits.</summary>
    private byte[] Unsigned(string old, string other)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(_file);
        string json = Encoding.UTF8.GetString(_file, 8, length);
        Assert.Contains(old, json, StringComparison.Ordinal);
        string changed = json.Replace(old, other, StringComparison.Ordinal);
        SafetensorsHeader header = SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(changed));
        byte[] data = _file[(8 + length)..];
        return FileOf(changed.Replace(header.Metadata[Checksum.Key], Checksum.Of(header, data), StringComparison.Ordinal), data);
    }

    private static byte[] FileOf(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.Length);
        return [.. prefix, .. json, .. data];
    }

    private static string Problem(byte[] file) =>
        Assert.Throws<ModelFormatException>(() => ModelFiles.Read(file, "file")).Message;
}
