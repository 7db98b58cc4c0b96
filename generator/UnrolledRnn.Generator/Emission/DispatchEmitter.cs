using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>Prints the choice between the bodies of a kernel.</summary>
internal static class DispatchEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan, Func<VectorText, string> call)
    {
        string keyword = "if";
        foreach (BodyPlan body in plan.Bodies)
        {
            VectorText vector = VectorText.Of(body.Width);
            string head = body.Width == VectorWidth.Any ? "else" : $"{keyword} ({vector.Api}.IsHardwareAccelerated)";
            using (writer.Braces(head))
            {
                writer.Write(call(vector));
            }

            keyword = "else if";
        }
    }
}
