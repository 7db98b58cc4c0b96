using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public class NarrowFileTests
{
    [Theory]
    [InlineData(WeightStorage.BFloat16, 1 / 256f)]
    [InlineData(WeightStorage.Float16, 1 / 2048f)]
    public void Weights_come_back_as_the_nearest_of_their_storage(WeightStorage storage, float precision)
    {
        var network = new ElmanTanh(seed: 3);

        ElmanTanh loaded = SaveAndLoad(network, storage, out _);

        for (int i = 0; i < network.Parameters.Length; i++)
        {
            float value = network.Parameters[i];
            Assert.Equal(value, loaded.Parameters[i], tolerance: Math.Abs(value) * precision);
        }

        Assert.NotEqual(network.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void What_is_saved_narrow_twice_has_the_same_bits()
    {
        ElmanTanh once = SaveAndLoad(new ElmanTanh(seed: 3), WeightStorage.BFloat16, out _);

        ElmanTanh twice = SaveAndLoad(once, WeightStorage.BFloat16, out _);

        Expect.SameBits(once.Parameters, twice.Parameters);
    }

    [Fact]
    public void Matrices_of_eight_bits_come_back_as_the_nearest_multiple_of_the_scale_of_their_row_and_biases_as_they_were()
    {
        var network = new ElmanTanh(seed: 3);

        ElmanTanh loaded = SaveAndLoad(network, WeightStorage.Int8, out _);

        foreach (ParameterTensor tensor in ElmanTanh.Tensors)
        {
            float[] saved = new float[tensor.Count];
            float[] read = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, saved);
            tensor.CopyTo(loaded.Parameters, read);
            if (tensor.Columns is not int columns)
            {
                Expect.SameBits(saved, read);
                continue;
            }

            Assert.NotEqual(saved, read);
            foreach ((float[] row, float[] of) in saved.Chunk(columns).Zip(read.Chunk(columns)))
            {
                float half = row.Max(Math.Abs) / 254;
                Assert.All(row.Zip(of), pair => Assert.Equal(pair.First, pair.Second, tolerance: half * 1.0001f));
            }
        }
    }

    [Fact]
    public void What_is_saved_in_eight_bits_twice_has_the_same_bits()
    {
        ElmanTanh once = SaveAndLoad(new ElmanTanh(seed: 3), WeightStorage.Int8, out _);

        Expect.SameBits(once.Parameters, SaveAndLoad(once, WeightStorage.Int8, out _).Parameters);
    }

    [Fact]
    public void A_row_of_zeros_in_eight_bits_stays_zeros()
    {
        var network = new ElmanTanh(seed: 3);
        network.Parameters.Clear();

        Assert.All(SaveAndLoad(network, WeightStorage.Int8, out _).Parameters.ToArray(), weight => Assert.Equal(0, weight));
    }

    [Theory]
    [InlineData("F32", "I32")]
    [InlineData(".scale", ".scald")]
    public void Eight_bits_without_a_scale_for_each_row_are_refused(string text, string other)
    {
        using var stream = new MemoryStream();
        ModelFile.Save(new ElmanTanh(seed: 3), stream, storage: WeightStorage.Int8);
        byte[] bytes = stream.ToArray();
        int at = bytes.AsSpan().IndexOf(".scale"u8);
        at += bytes.AsSpan(at).IndexOf(System.Text.Encoding.ASCII.GetBytes(text));
        System.Text.Encoding.ASCII.GetBytes(other).CopyTo(bytes, at);

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFile.Load<ElmanTanh>(new MemoryStream(bytes)));

        Assert.Contains(".scale'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Narrow_weights_take_half_the_bytes()
    {
        var network = new ElmanTanh(seed: 3);
        SaveAndLoad(network, WeightStorage.Float32, out long wide);
        SaveAndLoad(network, WeightStorage.BFloat16, out long narrow);

        int count = ElmanTanh.Tensors.Sum(tensor => tensor.Count + (tensor.SummedName is null ? 0 : tensor.SummedRows));
        Assert.InRange(wide - narrow, (2 * count) - 100, (2 * count) + 100);
    }

    [Theory]
    [InlineData(WeightStorage.BFloat16, float.MaxValue, 3.3895314e38f)]
    [InlineData(WeightStorage.Float16, -1e6f, -65504f)]
    public void A_weight_beyond_the_range_becomes_the_largest(WeightStorage storage, float value, float expected)
    {
        var network = new ElmanTanh(seed: 3);
        network.Parameters[0] = value;

        Assert.Equal(expected, SaveAndLoad(network, storage, out _).Parameters[0]);
    }

    [Fact]
    public void Elements_of_another_type_are_refused_with_the_names_of_those_that_are_read()
    {
        using var stream = new MemoryStream();
        ModelFile.Save(new ElmanTanh(seed: 3), stream);
        byte[] bytes = stream.ToArray();
        for (int at; (at = bytes.AsSpan().IndexOf("\"F32\""u8)) >= 0;)
        {
            bytes[at + 1] = (byte)'I';
        }

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFile.Load<ElmanTanh>(new MemoryStream(bytes)));

        Assert.Contains("must be one of F32, F16, BF16, found I32", exception.Message, StringComparison.Ordinal);
    }

    private static ElmanTanh SaveAndLoad(ElmanTanh network, WeightStorage storage, out long length)
    {
        using var stream = new MemoryStream();
        ModelFile.Save(network, stream, storage: storage);
        length = stream.Length;
        stream.Position = 0;
        return ModelFile.Load<ElmanTanh>(stream);
    }
}
