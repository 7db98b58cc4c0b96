using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Prints the choice between the bodies of a kernel.</summary>
internal static class DispatchEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan, Func<VectorText, string> call)
    {
        if (plan.Widths.Count == 1)
        {
            writer.Write(call(new VectorText(plan.Widths[0])));
            return;
        }

        string keyword = "if";
        foreach (VectorWidth width in plan.Widths)
        {
            VectorText vector = new(width);
            string head = width == VectorWidth.Narrowest ? "else" : $"{keyword} ({vector.Api}.IsHardwareAccelerated)";
            using (writer.Braces(head))
            {
                writer.Write(call(vector));
            }

            keyword = "else if";
        }
    }
}
