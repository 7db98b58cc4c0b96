using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>The inputs that are added to the outputs. They are kept before the outputs are stored: both may be the same memory.</summary>
internal static class ResidualEmitter
{
    /// <summary>Keeps the part of the inputs that the outputs gain.</summary>
    public static void EmitStart(SourceWriter writer, KernelPlan plan, string inputs)
    {
        if (plan.Spec.Residual)
        {
            ScratchEmitter.Emit(writer, "skip", CacheLine.Padded(plan.Spec.OutputSize));
            writer.Write($"§MemoryMarshal.CreateSpan(ref {inputs}, OutputSize).CopyTo(§MemoryMarshal.CreateSpan(ref skip, OutputSize));");
        }
    }

    /// <summary>Adds it.</summary>
    public static void EmitEnd(SourceWriter writer, KernelPlan plan, string outputs)
    {
        if (plan.Spec.Residual)
        {
            writer.BlankLine();
            writer.Write($"// o += {InputText.Residual(plan.Spec)}");
            using (writer.Braces("for (int i = 0; i < OutputSize; i++)"))
            {
                writer.Write($"§Unsafe.Add(ref {outputs}, i) += §Unsafe.Add(ref skip, i);");
            }
        }
    }
}
