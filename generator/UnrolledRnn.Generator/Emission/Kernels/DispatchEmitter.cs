using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Prints the choice between the bodies of a kernel.</summary>
internal static class DispatchEmitter
{
    /// <summary>The widths of the bodies, the widest first.</summary>
    public static readonly IReadOnlyList<VectorWidth> Widths = [VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Any];

    public static void Emit(SourceWriter writer, Func<VectorText, string> call)
    {
        string keyword = "if";
        foreach (VectorWidth width in Widths)
        {
            VectorText vector = VectorText.Of(width);
            string head = width == VectorWidth.Any ? "else" : $"{keyword} ({vector.Api}.IsHardwareAccelerated)";
            using (writer.Braces(head))
            {
                writer.Write(call(vector));
            }

            keyword = "else if";
        }
    }
}
