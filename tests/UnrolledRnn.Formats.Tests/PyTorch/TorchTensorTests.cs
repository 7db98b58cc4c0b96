using System.Buffers.Binary;
using System.IO.Compression;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.PyTorch;

/// <summary>Tensors are views of storages; those that are not are refused.</summary>
public sealed class TorchTensorTests
{
    private static readonly float[] s_values = [0, 1, 2, 3, 4, 5, 6, 7];

    [Fact]
    public void Matrix_is_read_row_by_row() => CheckWeight([2, 3], [3, 1], offset: 1, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Transposed_matrix_is_turned_back() => CheckWeight([3, 2], [1, 3], offset: 2, [2, 5, 3, 6, 4, 7]);

    [Fact]
    public void Every_other_column_is_a_view() => CheckWeight([2, 2], [4, 2], offset: 1, [1, 3, 5, 7]);

    [Fact]
    public void Stride_of_a_single_row_says_nothing() => CheckWeight([1, 3], [99, 1], offset: 5, [5, 6, 7]);

    [Fact]
    public void Order_of_bytes_is_that_of_the_archive()
    {
        TorchFile file = TorchFile.OfDictionary().Tensor("fc.weight", [2, 4], [4, 1]).Values("0", s_values);
        byte[] values = file.Others["archive/data/0"];
        for (int i = 0; i < values.Length; i += 4)
        {
            BinaryPrimitives.WriteInt32BigEndian(values.AsSpan(i), BitConverter.ToInt32(values, i));
        }

        file.Others["archive/byteorder"] = "big"u8.ToArray();

        Assert.Equal(s_values, Weight(file.ToBytes()));
    }

    [Fact]
    public void Files_that_are_deflated_are_unpacked() => Assert.Equal(
        s_values,
        Weight(new TorchFile { Compression = CompressionLevel.Optimal }.Add("}(").Tensor("fc.weight", [2, 4], [4, 1])
            .Values("0", s_values).ToBytes()));

    [Theory]
    [InlineData(3, 3, 3, 1, 0, "reaches to element 8 of a storage of 8")]
    [InlineData(2, 4, 4, 1, 1, "reaches to element 8 of a storage of 8")]
    [InlineData(2, 4, int.MaxValue, 1, 0, "reaches to element 2147483650 of a storage of 8")]
    [InlineData(int.MaxValue, int.MaxValue, 0, 0, 0, "is larger than its storage")]
    [InlineData(65_536, 65_536, 0, 0, 0, "is larger than its storage")]
    [InlineData(100_000, 2, 0, 1, 0, "repeats values")]
    public void View_beyond_its_storage_is_refused(int rows, int columns, int rowStride, int columnStride, int offset, string expected) =>
        Refused(
            TorchFile.OfDictionary()
                .Tensor("fc.weight", [rows, columns], [rowStride, columnStride], offset, elements: 8)
                .Values("0", s_values),
            expected);

    [Theory]
    [InlineData("FloatStorage", 9, "has 32 bytes, expected 9 elements of 4 bytes")]
    [InlineData("DoubleStorage", 8, "has 32 bytes, expected 8 elements of 8 bytes")]
    [InlineData("LongStorage", 8, "'fc.weight' is LongStorage of shape [2, 4]")]
    [InlineData("UntypedStorage", 8, "'fc.weight' is UntypedStorage")]
    public void Storage_of_another_size_or_type_is_refused(string type, int elements, string expected) => Refused(
        TorchFile.OfDictionary().Tensor("fc.weight", [2, 4], [4, 1], elements: elements, type: type).Values("0", s_values), expected);

    [Fact]
    public void Storage_that_is_not_there_is_named() => Refused(
        TorchFile.OfDictionary().Tensor("fc.weight", [2, 4], [4, 1], key: "../9").Values("0", s_values), "'archive/data/../9'");

    [Fact]
    public void Many_views_of_one_storage_take_no_more_than_the_file_explains()
    {
        TorchFile file = TorchFile.OfDictionary();
        for (int i = 0; i < 2000; i++)
        {
            file.Tensor($"{i}.weight", [100, 100 - (i % 50)], [i % 100, 1], elements: 10_000);
        }

        Refused(file.Values("0", new float[10_000]), "repeats values");
    }

    private static void CheckWeight(int[] sizes, int[] strides, int offset, float[] expected) => Assert.Equal(
        expected,
        Weight(TorchFile.OfDictionary().Tensor("fc.weight", sizes, strides, offset, elements: 8).Values("0", s_values).ToBytes()));

    private static float[] Weight(byte[] file) => ModelFiles.Read(file, "file").Layers[0].Tensors["weight"].Values.ToArray();

    private static void Refused(TorchFile file, string expected) => Assert.Contains(
        expected, Assert.Throws<ModelFormatException>(() => ModelFiles.Read(file.ToBytes(), "file")).Message, StringComparison.Ordinal);
}
