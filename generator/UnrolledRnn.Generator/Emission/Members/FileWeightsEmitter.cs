using System.Text;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The weights of a model file as constant data of the assembly, and the constructor that takes them.</summary>
internal static class FileWeightsEmitter
{
    /// <summary>Floats of a cache line, to a line of text.</summary>
    private const int WordsInLine = 16;

    /// <summary>The constructor of the file's network.</summary>
    public static void EmitConstructor(SourceWriter writer, KernelPlan plan)
    {
        ModelFile file = plan.Spec.File!;
        if (file.SampleRate is string rate)
        {
            writer.Write(
                $"""
                /// <summary>Samples in a second that the model was trained for.</summary>
                public const double ModelSampleRate = {rate};

                """);
        }

        writer.Write(
            $"""
            /// <summary>Creates the network of {ForeignText.Documentation(file.Path)} ({ForeignText.Documentation(file.Format)}).</summary>
            ¤public {plan.Spec.Target.Name}()
            """);
        using (writer.Braces())
        {
            if (file.Resource is string resource)
            {
                writer.Write(
                    $"""
                    using §Stream model = typeof({plan.Spec.Target.Name}).Assembly.GetManifestResourceStream({ForeignText.Literal(resource)})
                        ?? throw new global::System.InvalidOperationException("The resource of the model file is missing in the assembly.");
                    §ModelFile.Load<{plan.Spec.Target.Name}>(model)._parameters.Span.CopyTo(_parameters.Span);
                    """);
            }
            else
            {
                writer.Write("§MemoryMarshal.Cast<uint, float>(ModelWeights).CopyTo(_parameters.Span);");
            }
        }

        writer.BlankLine();
    }

    /// <summary>The weights, in the order of the kernels.</summary>
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        ModelFile file = plan.Spec.File!;
        uint[] words = FileWeights.InKernelOrder(plan.Parameters, file);
        writer.Write(
            $"""
            // The parameters of {ForeignText.Comment(file.Path)} in the order of the kernels, a cache line to a line.
            ¤private static §ReadOnlySpan<uint> ModelWeights => new uint[]
            """);
        writer.Write("{");
        for (int line = 0; line < words.Length; line += WordsInLine)
        {
            var text = new StringBuilder("    ");
            for (int i = line; i < Math.Min(line + WordsInLine, words.Length); i++)
            {
                text.Append(words[i] == 0 ? "0" : $"0x{words[i]:X8}").Append(i == line + WordsInLine - 1 ? "," : ", ");
            }

            writer.Write(text.ToString().TrimEnd());
        }

        writer.Write("};");
    });
}
