using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>
/// In place of single steps and of passes without a tape, where a layer reads the whole sequence: methods as other networks have them,
/// whose use is a compile error that says why.
/// </summary>
internal static class NoStepEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, writer =>
    {
        bool isFirst = true;
        foreach (string signature in Signatures(plan.Spec))
        {
            if (!isFirst)
            {
                writer.BlankLine();
            }

            isFirst = false;
            writer.Write(
                $"""
                /// <summary>Not of this network: a bidirectional layer reads the whole sequence before its first output.</summary>
                [global::System.Obsolete(
                    "Network '{plan.Spec.Target.Name}' has a bidirectional layer, which reads the whole sequence before its first output: use Forward with a Tape, or declare the layer without Bidirectional.",
                    error: true,
                    DiagnosticId = "{DiagnosticDescriptors.StepOfBidirectionalId}")]
                ¤public {signature} => throw new global::System.NotSupportedException();
                """);
        }
    });

    /// <summary>What a user may have typed: the signatures of the same network in one direction.</summary>
    private static IEnumerable<string> Signatures(NetworkSpec spec) =>
    [
        .. Steps(spec),
        "void StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<State> states)",
        "void StepMany(§ReadOnlySpan<float> inputs, §Span<float> outputs, §Span<State> states, §ReadOnlySpan<int> streams)",
        .. Passes(InputForm.Vector),
        .. spec.TakesTokens ? Passes(InputForm.Token) : [],
        "void Warmup()",
    ];

    private static IEnumerable<string> Steps(NetworkSpec spec)
    {
        List<string> inputs = ["§ReadOnlySpan<float> input"];
        if (spec.InputSize == 1)
        {
            inputs.Add("float input");
        }

        foreach (string input in inputs)
        {
            yield return $"void Step({input}, §Span<float> output, ref State state)";
            if (spec.OutputSize == 1)
            {
                yield return $"float Step({input}, ref State state)";
            }
        }

        if (spec.TakesTokens)
        {
            yield return "void Step(int token, §Span<float> output, ref State state)";
        }
    }

    private static IEnumerable<string> Passes(InputForm input)
    {
        string inputs = $"{InputText.SpanType(input)} {InputText.SequenceName(input)}";
        string[] forms = ["", ", ref State state", ", §Span<State> states", ", §Span<State> states, §Span<float> hiddenStates"];
        foreach (string states in forms)
        {
            yield return $"void Forward({inputs}, §Span<float> outputs{states})";
        }
    }
}
