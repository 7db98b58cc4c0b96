using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>How one vector width is spelled in C#.</summary>
internal sealed record VectorText
{
    private VectorText(string api, string suffix, string count, string multiplyAdd)
    {
        Api = api;
        Suffix = suffix;
        Count = count;
        MultiplyAddMethod = multiplyAdd;
    }

    /// <summary>The static class with the operations.</summary>
    public string Api { get; }

    /// <summary>The end of the names of the width's methods.</summary>
    public string Suffix { get; }

    /// <summary>Floats in a vector, as an expression.</summary>
    public string Count { get; }

    public string Type => $"{Api}<float>";

    public string Zero => $"{Type}.Zero";

    private string MultiplyAddMethod { get; }

    public static VectorText Of(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new VectorText("Vector512", "512", "16", "FusedMultiplyAdd"),
        VectorWidth.Bits256 => new VectorText("Vector256", "256", "8", "FusedMultiplyAdd"),
        _ => new VectorText("Vector", "AnyWidth", "Vector<float>.Count", "MultiplyAddEstimate"),
    };

    public string Load(string source, string offset) =>
        offset == "0" ? $"{Api}.LoadUnsafe(ref {source})" : $"{Api}.LoadUnsafe(ref {source}, {offset})";

    public string Create(string value) => $"{Api}.Create({value})";

    public string MultiplyAdd(string left, string right, string addend) => $"{Api}.{MultiplyAddMethod}({left}, {right}, {addend})";
}
