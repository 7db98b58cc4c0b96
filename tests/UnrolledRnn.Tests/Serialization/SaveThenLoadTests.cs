using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

/// <summary>What is written can be read back, or is not written: a good file is never replaced by a bad one.</summary>
public sealed class SaveThenLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ElmanTanh _network = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_that_could_not_be_read_back_are_refused_before_the_file_is_touched()
    {
        byte[] good = Saved();
        (string Key, string? Value)[] texts =
        [
            ("a", null), ("a", "half of a pair \ud83d"), ("half of a pair \udc00", "a"), ("unrolled_rnn.cell", "Relu"),
            ("unrolled_rnn.checksum", "a"), ("unrolled_rnn.residual", "false"),
            ("format", "tf"), ("a", new string('a', 100_000_001)),
        ];
        foreach ((string key, string? value) in texts)
        {
            Assert.Throws<ArgumentException>(
                "metadata", () => _network.Save(_folder.PathOf("model"), new Dictionary<string, string> { [key] = value! }));
        }

        Assert.Equal(good, File.ReadAllBytes(_folder.PathOf("model")));
        Assert.Equal(["model"], _folder.FileNames);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u001b\n\"\\\u2028\ufffd😀")]
    public void Any_other_text_comes_back_as_it_was(string text)
    {
        _network.Save(_folder.PathOf("model"), new Dictionary<string, string> { [text] = text });

        Assert.Equal(text, ModelFile.ReadMetadata(_folder.PathOf("model"))[text]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_network_that_has_diverged_does_not_replace_a_good_file(float weight)
    {
        byte[] good = Saved();
        _network.Parameters[0] = weight;

        Assert.Contains(
            "weight_ih",
            Assert.Throws<InvalidOperationException>(() => _network.Save(_folder.PathOf("model"))).Message,
            StringComparison.Ordinal);

        Assert.Equal(good, File.ReadAllBytes(_folder.PathOf("model")));
    }

    [Fact]
    public void A_file_with_weights_that_are_no_numbers_is_refused_unless_asked_for()
    {
        Saved();
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model")));
        byte[] data = [.. file.Data];
        BitConverter.TryWriteBytes(data.AsSpan(4), float.NaN);
        string foreign = "{" + file.Header[(file.Header.IndexOf("},", StringComparison.Ordinal) + 2)..];
        string path = _folder.Write("foreign", new SafetensorsFile(foreign, data).ToBytes());

        Assert.Contains("NaN", Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path)).Message, StringComparison.Ordinal);
        Assert.Contains(float.NaN, ModelFile.Load<ElmanTanh>(path, allowNonFinite: true).Parameters.ToArray());
    }

    [Fact]
    public void A_stream_takes_several_networks_and_gives_them_back()
    {
        using var stream = new MemoryStream();
        var second = new ReluTwin(seed: 2);
        _network.Save(stream);
        second.Save(stream);
        byte[] all = stream.ToArray();
        using var reading = new ForwardOnlyStream(all);

        Expect.SameBits(_network.Parameters, ElmanTanh.Load(reading).Parameters);
        Expect.SameBits(second.Parameters, ReluTwin.Load(reading).Parameters);
    }

    [Fact]
    public void A_stream_that_ends_too_early_is_refused()
    {
        byte[] bytes = Saved();
        for (int length = 0; length < bytes.Length; length += 7)
        {
            using var cut = new ForwardOnlyStream(bytes[..length]);
            Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(cut));
        }
    }

    [Fact]
    public void Any_bit_that_changes_is_noticed_or_changes_nothing_that_is_read()
    {
        _network.Save(_folder.PathOf("model"), new Dictionary<string, string> { ["note"] = "a text" });
        byte[] bytes = File.ReadAllBytes(_folder.PathOf("model"));
        int header = bytes.Length - SafetensorsFile.Parse(bytes).Data.Length;
        for (int bit = 0; bit < 8 * header; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            using var stream = new MemoryStream(damaged);
            try
            {
                Expect.SameBits(_network.Parameters, ElmanTanh.Load(stream).Parameters);
                Assert.Equal((byte)' ', bytes[bit / 8]);
            }
            catch (ModelFormatException)
            {
            }
        }
    }

    [Fact]
    public void Losing_the_checksum_is_noticed_in_a_file_of_this_library()
    {
        Saved();
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model")));
        string path = _folder.Write("lost", file.With("unrolled_rnn.checksum", "unrolled_rnn.checkrum").ToBytes());

        Assert.Contains(
            "unrolled_rnn.checksum", Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_shape_cannot_change_places()
    {
        Saved();
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model")));
        string swapped = file.Header
            .Replace("bias_ih_l0", "bias_xx_l0", StringComparison.Ordinal)
            .Replace("bias_hh_l0", "bias_ih_l0", StringComparison.Ordinal)
            .Replace("bias_xx_l0", "bias_hh_l0", StringComparison.Ordinal);

        Assert.Throws<ModelFormatException>(
            () => ElmanTanh.Load(_folder.Write("swapped", new SafetensorsFile(swapped, file.Data).ToBytes())));
    }

    [Fact]
    public void Files_of_version_0_1_are_read_and_their_own_checksum_is_checked()
    {
        Saved();
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model")));
        string old = System.Text.RegularExpressions.Regex.Replace(
            file.Header,
            "\"unrolled_rnn.checksum\":\"[^\"]*\"",
            $"\"unrolled_rnn.sha256\":\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Data))}\"");
        Expect.SameBits(
            _network.Parameters, ElmanTanh.Load(_folder.Write("old", new SafetensorsFile(old, file.Data).ToBytes())).Parameters);

        byte[] damaged = [.. file.Data];
        damaged[9] ^= 1;
        Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(_folder.Write("old", new SafetensorsFile(old, damaged).ToBytes())));
    }

    private byte[] Saved()
    {
        _network.Save(_folder.PathOf("model"));
        return File.ReadAllBytes(_folder.PathOf("model"));
    }

    /// <summary>A stream that cannot say where it is, as those of a network.</summary>
    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }
    }
}
