using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ElmanTanh _network = new(seed: 2);
    private readonly byte[] _bytes;

    public DamagedFileTests()
    {
        _network.Save(_folder.PathOf("model"));
        _bytes = File.ReadAllBytes(_folder.PathOf("model"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_cut_short_at_any_length_is_refused()
    {
        for (int length = 0; length < _bytes.Length; length++)
        {
            string path = _folder.Write("damaged", _bytes.AsSpan(0, length));
            Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path));
            Assert.Throws<ModelFormatException>(() => ModelFile.ReadMetadata(path));
        }
    }

    [Fact]
    public void A_file_with_bytes_behind_its_end_is_refused()
    {
        string path = _folder.Write("damaged", [.. _bytes, 0]);

        Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path));
    }

    [Fact]
    public void A_file_with_a_changed_byte_loads_as_it_was_or_is_refused()
    {
        const int ChangesPerByte = 5;
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < ChangesPerByte * _bytes.Length; i++)
        {
            byte[] damaged = [.. _bytes];
            damaged[i % damaged.Length] ^= (byte)random.Next(1, 256);
            string path = _folder.Write("damaged", damaged);
            try
            {
                Expect.SameBits(_network.Parameters, ElmanTanh.Load(path).Parameters);
            }
            catch (ModelFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > ChangesPerByte * _bytes.Length / 2);
    }

    [Fact]
    public void Every_changed_bit_of_the_data_is_noticed()
    {
        int dataStart = _bytes.Length - SafetensorsFile.Parse(_bytes).Data.Length;
        for (int bit = 8 * dataStart; bit < 8 * _bytes.Length; bit++)
        {
            byte[] damaged = [.. _bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            string path = _folder.Write("damaged", damaged);
            Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path));
        }
    }
}
