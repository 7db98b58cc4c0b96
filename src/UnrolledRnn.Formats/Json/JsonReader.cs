using System.Text.Json;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Reads a JSON text in one pass, its numbers straight into arrays of floats.</summary>
internal static class JsonReader
{
    /// <summary>Model files nest tensors of up to four dimensions in layers in lists.</summary>
    private const int MaxDepth = 64;

    /// <summary>
    /// Values beside arrays of numbers: far more than models have, and so few that what is kept of them is small, whatever a file claims.
    /// </summary>
    private const int MaxValues = 1 << 16;

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="ModelFormatException">It is no JSON, or an array of numbers is ragged.</exception>
    public static JsonValue Read(ModelSource source)
    {
        try
        {
            var reader = new Utf8JsonReader(
                WithoutMark(source.Span), new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip });
            reader.Read();
            int values = 0;
            JsonValue value = ReadValue(ref reader, ref values);
            return reader.Read() ? throw new FormatException("something follows its end.") : value;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new ModelFormatException(source.Path, $"the file is not the JSON of a model: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a file begins as JSON does.</summary>
    public static bool LooksLikeJson(ModelSource source) => WithoutMark(source.Span).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static JsonValue ReadValue(ref Utf8JsonReader reader, ref int values) => reader.TokenType switch
    {
        _ when ++values > MaxValues => throw new FormatException($"it has more than {MaxValues} values beside arrays of numbers."),
        JsonTokenType.StartObject => ReadObject(ref reader, ref values),
        JsonTokenType.StartArray => ReadArray(ref reader, ref values),
        JsonTokenType.Number => new JsonNumber(reader.GetDouble()),
        JsonTokenType.String => new JsonText(reader.GetString()!),
        JsonTokenType.True => new JsonLiteral(true),
        JsonTokenType.False => new JsonLiteral(false),
        _ => new JsonLiteral(null),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader, ref int values)
    {
        Dictionary<string, JsonValue> members = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!members.TryAdd(name, ReadValue(ref reader, ref values)))
            {
                throw new FormatException($"'{name}' occurs twice in an object.");
            }
        }

        return new JsonObject(members);
    }

    private static JsonValue ReadArray(ref Utf8JsonReader reader, ref int values)
    {
        // What an array holds is told by its first element that is no array.
        Utf8JsonReader ahead = reader;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.StartArray)
        {
        }

        if (ahead.TokenType == JsonTokenType.Number && NumberArray.TryRead(ref reader) is JsonNumbers numbers)
        {
            return numbers;
        }

        List<JsonValue> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, ref values));
        }

        return new JsonList(items);
    }
}
