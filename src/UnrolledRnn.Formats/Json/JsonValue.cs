namespace UnrolledRnn.Formats;

/// <summary>A value of a JSON text, as model files use them: arrays of numbers are kept as floats, however deep they are nested.</summary>
internal abstract record JsonValue
{
    /// <summary>What a message calls the value.</summary>
    public abstract string Kind { get; }
}

/// <summary>An object, its members in their order.</summary>
internal sealed record JsonObject(IReadOnlyDictionary<string, JsonValue> Members) : JsonValue
{
    public override string Kind => "an object";

    public JsonValue? this[string name] => Members.GetValueOrDefault(name);
}

/// <summary>An array whose elements are not all numbers; or an empty one.</summary>
internal sealed record JsonList(IReadOnlyList<JsonValue> Items) : JsonValue
{
    public override string Kind => "a list";
}

/// <summary>A rectangular array of numbers, row-major.</summary>
internal sealed record JsonNumbers(int[] Shape, float[] Values) : JsonValue
{
    public override string Kind => $"numbers of shape {ModelTensor.TextOf(Shape)}";
}

/// <summary>A number.</summary>
internal sealed record JsonNumber(double Value) : JsonValue
{
    public override string Kind => "a number";
}

/// <summary>A text.</summary>
internal sealed record JsonText(string Value) : JsonValue
{
    public override string Kind => "a text";
}

/// <summary>True, false or null.</summary>
internal sealed record JsonLiteral(bool? Value) : JsonValue
{
    public override string Kind => Value is bool value ? (value ? "true" : "false") : "null";
}
