using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>How one vector width is spelled in C#.</summary>
internal sealed record VectorText
{
    private VectorText(string api, string suffix, string multiplyAdd)
    {
        Api = api;
        Suffix = suffix;
        MultiplyAddMethod = multiplyAdd;
    }

    /// <summary>The static class with the operations.</summary>
    public string Api { get; }

    /// <summary>The end of the names of the width's methods.</summary>
    public string Suffix { get; }

    public string Type => $"{Api}<float>";

    public string Zero => $"{Type}.Zero";

    private string MultiplyAddMethod { get; }

    public static VectorText Of(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new VectorText("Vector512", "512", "FusedMultiplyAdd"),
        VectorWidth.Bits256 => new VectorText("Vector256", "256", "FusedMultiplyAdd"),
        _ => new VectorText("Vector", "AnyWidth", "MultiplyAddEstimate"),
    };

    public string Load(string source, string offset) =>
        offset == "0" ? $"{Api}.LoadUnsafe(ref {source})" : $"{Api}.LoadUnsafe(ref {source}, {offset})";

    public string Create(string value) => $"{Api}.Create({value})";

    public string MultiplyAdd(string left, string right, string addend) => $"{Api}.{MultiplyAddMethod}({left}, {right}, {addend})";
}
