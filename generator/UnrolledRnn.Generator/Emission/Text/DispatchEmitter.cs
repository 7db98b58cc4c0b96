using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Prints the choice between the bodies of a kernel.</summary>
internal static class DispatchEmitter
{
    public static void Emit(SourceWriter writer, Func<VectorText, string> call)
    {
        string keyword = "if";
        foreach (VectorWidth width in VectorWidth.All)
        {
            VectorText vector = new(width);
            string head = width.IsPortable ? "else" : $"{keyword} ({vector.Api}.IsHardwareAccelerated)";
            using (writer.Braces(head))
            {
                writer.Write(call(vector));
            }

            keyword = "else if";
        }
    }
}
