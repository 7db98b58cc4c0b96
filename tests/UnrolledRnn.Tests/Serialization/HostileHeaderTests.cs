using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class HostileHeaderTests : IDisposable
{
    private const string Tensor = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(99_999_999)]
    [InlineData(100_000_000)]
    [InlineData(int.MaxValue)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void A_wrong_length_is_refused_without_taking_memory_by_its_word(long length)
    {
        byte[] file = new byte[100];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        string path = _folder.Write("hostile", file);

        long allocated = Allocation.Of(() => Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path)));

        Assert.InRange(allocated, 0, 1_000_000);
    }

    /// <remarks>Were each put into its place among those before, this would take minutes.</remarks>
    [Fact]
    public void Half_a_million_texts_in_falling_order_are_read_like_any_others()
    {
        const int Texts = 500_000;
        var json = new StringBuilder("{\"__metadata__\":{");
        for (int i = Texts - 1; i >= 0; i--)
        {
            json.Append($"\"{i:D6}\":\"\"").Append(i == 0 ? "}," : ",");
        }

        string path = _folder.Write("many", new SafetensorsFile($"{json}{Tensor}}}", new byte[4]).ToBytes());

        Assert.Equal(Texts, ModelFile.ReadMetadata(path).Count);
    }

    [Fact]
    public void The_file_of_these_tests_has_a_sound_header()
    {
        Assert.Empty(ModelFile.ReadMetadata(_folder.Write("sound", new SafetensorsFile($"{{{Tensor}}}", new byte[4]).ToBytes())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"__metadata__\":[]}")]
    [InlineData("{\"__metadata__\":{\"a\":null}}")]
    [InlineData("{\"__metadata__\":{\"a\":1}}")]
    [InlineData("{\"__metadata__\":{\"a\":\"\\ud800\"}}")]
    [InlineData("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    public void Another_structure_is_refused(string header) => Refused(header);

    [Theory]
    [InlineData("\"dtype\":\"F32\",", "")]
    [InlineData("\"F32\"", "32")]
    [InlineData("\"F32\"", "null")]
    [InlineData("\"shape\":[1],", "")]
    [InlineData("\"shape\":[1]", "\"shape\":1")]
    [InlineData("\"shape\":[1]", "\"shape\":[1.5]")]
    [InlineData("\"shape\":[1]", "\"shape\":[\"1\"]")]
    [InlineData("\"shape\":[1]", "\"shape\":[9223372036854775808]")]
    [InlineData(",\"data_offsets\":[0,4]", "")]
    [InlineData("[0,4]", "[0]")]
    [InlineData("[0,4]", "[0,4,4]")]
    [InlineData("[0,4]", "[0,4e0]")]
    [InlineData("[0,4]", "[4,0]")]
    [InlineData("[0,4]", "[-4,0]")]
    [InlineData("[0,4]", "[0,5]")]
    [InlineData("[0,4]", "[0,3]")]
    [InlineData("[0,4]", "[1,4]")]
    [InlineData("[0,4]", "[0,9223372036854775807]")]
    [InlineData("[0,4]", "[-9223372036854775808,9223372036854775807]")]
    public void A_tensor_without_a_sound_type_shape_and_place_is_refused(string oldText, string newText) =>
        Refused($"{{{Tensor.Replace(oldText, newText, StringComparison.Ordinal)}}}");

    [Fact]
    public void A_tensor_that_occurs_twice_is_refused()
    {
        ModelFormatException exception = Refused($"{{{Tensor},{Tensor}}}");

        Assert.Contains("'a' occurs twice", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(2, 6)]
    [InlineData(5, 9)]
    public void Tensors_that_overlap_or_leave_a_gap_are_refused(int begin, int end) => Refused(
        $"{{{Tensor},\"b\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[{begin},{end}]}}}}", new byte[end]);

    [Theory]
    [InlineData("[-5,-3]")]
    [InlineData("[4611686018427387904,4]")]
    [InlineData("[4294967301,3]")]
    [InlineData("[9223372036854775807,9223372036854775807]")]
    [InlineData("[]")]
    public void A_shape_that_no_tensor_has_is_refused_with_the_shape_expected(string shape)
    {
        new ElmanTanh().Save(_folder.PathOf("model"));
        SafetensorsFile file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model"))).With("[5,3]", shape);
        string path = _folder.Write("hostile", file.ToBytes());

        var exception = Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path));

        Assert.Contains("[5, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains(shape.Replace(",", ", ", StringComparison.Ordinal), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4],\"shape\":[", "1,", 20_000_000, "1]}}")]
    [InlineData("{", "\"?\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},", 500_000, "\"b\":{}}")]
    public void A_large_header_takes_little_more_memory_than_itself(string start, string part, int count, string end)
    {
        var header = new StringBuilder(start);
        for (int i = 0; i < count; i++)
        {
            header.Append(
                part.Replace(
                    "?",
                    part.Contains('?') ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : "",
                    StringComparison.Ordinal));
        }

        byte[] file = new SafetensorsFile(header.Append(end).ToString(), new byte[4]).ToBytes();
        string path = _folder.Write("hostile", file);

        long allocated = Allocation.Of(() => Assert.Throws<ModelFormatException>(() => ModelFile.ReadMetadata(path)));

        Assert.InRange(allocated, 0, file.Length + 50_000_000L);
    }

    [Fact]
    public void Errors_show_texts_of_a_file_without_control_characters_and_cut()
    {
        string name = "\\u001b[2J\\u0007\\u202e" + new string('x', 100_000);

        string message = Refused($"{{\"{name}\":{{}}}}").Message;

        Assert.InRange(message.Length, 100, 2000);
        Assert.DoesNotContain(message, character => char.IsControl(character) || character == '\u202e');
        Assert.Contains("\\u001b[2J", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Deep_nesting_is_refused(int depth) => Refused(
        new StringBuilder("{\"a\":").Insert(5, "[", depth).Append(']', depth).Append('}').ToString());

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] file = new SafetensorsFile($"{{{Tensor}}}", new byte[4]).ToBytes();
        file[10] = 0xFF;
        string path = _folder.Write("hostile", file);

        Assert.Throws<ModelFormatException>(() => ModelFile.ReadMetadata(path));
    }

    private ModelFormatException Refused(string header) => Refused(header, new byte[4]);

    private ModelFormatException Refused(string header, byte[] data)
    {
        string path = _folder.Write("hostile", new SafetensorsFile(header, data).ToBytes());
        Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path));
        return Assert.Throws<ModelFormatException>(() => ModelFile.ReadMetadata(path));
    }
}
