using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>An object of a JSON file, read member by member; what is missing or of another kind is named with its place.</summary>
/// <param name="path">The file.</param>
/// <param name="place">Where the object stands, such as <c>config</c>; empty for the whole file.</param>
/// <param name="value">The object.</param>
internal sealed class JsonFields(string path, string place, JsonObject value)
{
    /// <summary>The object itself.</summary>
    public JsonObject Value => value;

    /// <summary>The object of a whole file.</summary>
    /// <exception cref="ModelFormatException">It is no object.</exception>
    public static JsonFields Of(ModelSource source) => JsonReader.Read(source) is JsonObject root
        ? new JsonFields(source.Path, "", root)
        : throw new ModelFormatException(source.Path, "the file is JSON, but no object.");

    /// <summary>Whether there is such a member that is not null.</summary>
    public bool Has(string name) => value[name] is not (null or JsonLiteral { Value: null });

    /// <summary>A member that is an object.</summary>
    public JsonFields Object(string name) =>
        value[name] is JsonObject found ? new JsonFields(path, Place(name), found) : throw Wrong(name, "an object");

    /// <summary>A whole number of a range.</summary>
    public int Integer(string name, int least, int most)
    {
        double found = Number(name);
        if (found == Math.Floor(found) && found >= least && found <= most)
        {
            return (int)found;
        }

        string text = found.ToString(CultureInfo.InvariantCulture);
        throw Problem($"{Place(name)} is {text}, expected a whole number from {least} to {most}");
    }

    /// <summary>A whole number, or what it is where it is missing.</summary>
    public int Integer(string name, int least, int most, int otherwise) => Has(name) ? Integer(name, least, most) : otherwise;

    /// <summary>A number; some programs write them as texts.</summary>
    public double Number(string name) => value[name] switch
    {
        JsonNumber number => number.Value,
        JsonText text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
        _ => throw Wrong(name, "a number"),
    };

    /// <summary>A number, or what it is where it is missing.</summary>
    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    /// <summary>Numbers of any shape; a single one is an array of one.</summary>
    public JsonNumbers Numbers(string name) => value[name] switch
    {
        JsonNumbers numbers => numbers,
        JsonNumber number => new JsonNumbers([1], [(float)number.Value]),
        _ => throw Wrong(name, "numbers"),
    };

    /// <summary>A text.</summary>
    public string Text(string name) => value[name] is JsonText text ? text.Value : throw Wrong(name, "a text");

    /// <summary>A text, or what it is where it is missing.</summary>
    public string Text(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    /// <summary>True or false; some programs write 1 and 0.</summary>
    public bool Flag(string name, bool otherwise) => value[name] switch
    {
        null or JsonLiteral { Value: null } => otherwise,
        JsonLiteral { Value: bool flag } => flag,
        JsonNumber { Value: 0 or 1 } number => number.Value == 1,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>A list, its members with their places.</summary>
    public IReadOnlyList<JsonFields> Objects(string name)
    {
        if (value[name] is not JsonList list)
        {
            throw Wrong(name, "a list of objects");
        }

        List<JsonFields> items = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            items.Add(list.Items[i] is JsonObject item
                ? new JsonFields(path, $"{Place(name)}[{i}]", item)
                : throw Problem($"{Place(name)}[{i}] is {list.Items[i].Kind}, expected an object"));
        }

        return items;
    }

    /// <summary>Every member that is a text, a number, true or false, as texts; those of objects with their place in front.</summary>
    public IReadOnlyDictionary<string, string> Texts(string prefix = "")
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string name, JsonValue member) in value.Members)
        {
            switch (member)
            {
                case JsonText text:
                    texts[prefix + name] = text.Value;
                    break;
                case JsonNumber number:
                    texts[prefix + name] = number.Value.ToString("R", CultureInfo.InvariantCulture);
                    break;
                case JsonLiteral { Value: bool } literal:
                    texts[prefix + name] = literal.Kind;
                    break;
                case JsonObject inner:
                    foreach ((string key, string inside) in new JsonFields(path, Place(name), inner).Texts($"{prefix}{name}."))
                    {
                        texts[key] = inside;
                    }

                    break;
            }
        }

        return texts;
    }

    /// <summary>An error at this place.</summary>
    public ModelFormatException Problem(string problem) => new(path, problem + ".");

    private ModelFormatException Wrong(string name, string expected) =>
        Problem($"{Place(name)} is {(value[name] is JsonValue found ? found.Kind : "missing")}, expected {expected}");

    private string Place(string name) => place.Length == 0 ? name : $"{place}.{name}";
}
