using System.Text;
using System.Text.Json;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

/// <summary>The short way through the plainest headers takes none but those that System.Text.Json takes, for the same.</summary>
public sealed class PlainHeaderTests
{
    private const string Header =
        """
        {"__metadata__": {"format": "pt", "a": ""}, "w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
         "empty": {"data_offsets": [24, 24], "shape": [], "dtype": "BF16"}}
        """;

    [Fact]
    public void Header_of_a_saved_network_is_plain()
    {
        using var stream = new MemoryStream();
        ModelFile.Save(new ElmanTanh(seed: 1), stream, new Dictionary<string, string> { ["note"] = "of mine" });
        byte[] json = Encoding.UTF8.GetBytes(SafetensorsFile.Parse(stream.ToArray()).Header);

        Assert.Equal(Text(SafetensorsHeader.ParseJson(json)), Text(PlainHeader.TryParse(json)!));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(" {\t\"__metadata__\"\r\n: { } } ")]
    [InlineData("""{"w":{"dtype":"F32","shape":[999999999999999999,0],"data_offsets":[0,1]}}""")]
    [InlineData(Header)]
    public void Plain_header_is_read_as_any_other_is(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        Assert.Equal(Text(SafetensorsHeader.ParseJson(bytes)), Text(PlainHeader.TryParse(bytes)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{,}")]
    [InlineData("""{"__metadata__":{"a":"\u0062"}}""")]
    [InlineData("""{"__metadata__":{"a":"é"}}""")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""")]
    [InlineData("""{"__metadata__":{"a":"1",}}""")]
    [InlineData("{\"__metadata__\":{\"a\":\"\n\"}}")]
    [InlineData("""{"w":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1000000000000000000],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""")]
    public void Whatever_is_less_plain_is_left_to_the_JSON_reader(string json) =>
        Assert.Null(PlainHeader.TryParse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void No_header_is_plain_that_is_no_header()
    {
        const string Alphabet = "{}[]\",:\\ 0129e.-\tdw\u0001é";
        var random = new Random(1);
        int plain = 0;
        for (int i = 0; i < 100_000; i++)
        {
            var text = new StringBuilder(Header);
            for (int change = random.Next(1, 3); change > 0; change--)
            {
                int place = random.Next(text.Length);
                text.Remove(place, random.Next(0, Math.Min(3, text.Length - place)));
                text.Insert(place, Alphabet[random.Next(Alphabet.Length)]);
            }

            byte[] json = Encoding.UTF8.GetBytes(text.ToString());
            if (PlainHeader.TryParse(json) is SafetensorsHeader header)
            {
                plain++;
                Assert.Equal(Text(SafetensorsHeader.ParseJson(json)), Text(header));
            }
        }

        Assert.InRange(plain, 1_000, 99_000);
    }

    /// <summary>All that a header holds.</summary>
    private static string Text(SafetensorsHeader header) => JsonSerializer.Serialize(new { header.Metadata, header.Tensors });
}
