namespace UnrolledRnn.Formats;

/// <summary>A group or an array of an HDF5 file, with its attributes.</summary>
internal sealed class Hdf5Object(Hdf5Image image, Hdf5GlobalHeap heap, IReadOnlyList<Hdf5Message> messages)
{
    private IReadOnlyDictionary<string, long>? _links;
    private IReadOnlyDictionary<string, Hdf5Attribute>? _attributes;

    /// <summary>Names and addresses of what a group holds; an array holds nothing.</summary>
    public IReadOnlyDictionary<string, long> Links => _links ??= Hdf5Links.Read(image, messages);

    /// <summary>Its attributes by name.</summary>
    public IReadOnlyDictionary<string, Hdf5Attribute> Attributes => _attributes ??= ReadAttributes();

    /// <summary>The texts of an attribute, or null where there is none of the name.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Attributes.TryGetValue(name, out Hdf5Attribute? attribute) ? attribute.Texts(image, heap) : null;

    /// <summary>The single text of an attribute, or null where there is none of the name.</summary>
    public string? Text(string name) => Texts(name) switch
    {
        null => null,
        [string text] => text,
        { Count: int count } => throw image.Problem($"its attribute '{name}' has {count} texts, expected 1"),
    };

    /// <summary>The numbers of an array, with its shape.</summary>
    /// <param name="name">What messages call it.</param>
    public ModelTensor Floats(string name) => Hdf5Floats.Read(image, messages, name);

    private Dictionary<string, Hdf5Attribute> ReadAttributes()
    {
        Dictionary<string, Hdf5Attribute> attributes = new(StringComparer.Ordinal);
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == Hdf5Message.AttributeInfo)
            {
                RefuseDense(message);
            }
            else if (message.Type == Hdf5Message.Attribute)
            {
                Hdf5Attribute attribute = Hdf5Attribute.Read(image, message);
                attributes[attribute.Name] = attribute;
            }
        }

        return attributes;
    }

    private void RefuseDense(Hdf5Message message)
    {
        Hdf5Cursor cursor = image.At(message.Address, message.Length);
        cursor.Skip(1);
        int flags = cursor.Byte();
        cursor.Skip((flags & 1) != 0 ? 2 : 0);
        if (cursor.Address() >= 0)
        {
            throw image.Problem("an object keeps its attributes in a fractal heap, as libver='latest' writes it");
        }
    }
}
