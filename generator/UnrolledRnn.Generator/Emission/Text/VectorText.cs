using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>How one vector width is spelled in C#.</summary>
internal sealed record VectorText(VectorWidth Width)
{
    /// <summary>The static class with the operations.</summary>
    public string Api => NameScope.Mark + Width.Api;

    /// <summary>The end of the names of the width's methods.</summary>
    public string Suffix => Width.Suffix;

    public string Type => $"{Api}<float>";

    public string Zero => $"{Type}.Zero";

    public string Load(string source, string offset) =>
        offset == "0" ? $"{Api}.LoadUnsafe(ref {source})" : $"{Api}.LoadUnsafe(ref {source}, {offset})";

    public string Create(string value) => $"{Api}.Create({value})";

    public string MultiplyAdd(string left, string right, string addend) => $"{Api}.{Width.MultiplyAdd}({left}, {right}, {addend})";

    /// <summary>A vector limited to ±bound; NaN for NaN.</summary>
    public string Clamp(string value, string bound) => $"{Api}.Min({Api}.Max({value}, {Create($"-{bound}")}), {Create(bound)})";

    /// <summary>The statement that stores a vector.</summary>
    public static string Store(string value, string destination, string offset) =>
        offset == "0" ? $"{value}.StoreUnsafe(ref {destination});" : $"{value}.StoreUnsafe(ref {destination}, {offset});";
}
