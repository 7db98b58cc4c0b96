using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>In place of a single step, where a layer reads the whole sequence: a method whose use is a compile error that says why.</summary>
internal static class NoStepEmitter
{
    public static string Emit(KernelPlan plan) => EmittedFile.Write(plan.Spec.Target, "{0}", writer => writer.Write(
        $"""
        /// <summary>There is no single step: a bidirectional layer reads the whole sequence before its first output.</summary>
        [System.Obsolete(
            "Network '{plan.Spec.Target.Name}' has a bidirectional layer, which reads the whole sequence before its first output, so it has no single step; use Forward with a Tape, or declare the layer without Bidirectional.",
            error: true,
            DiagnosticId = "{DiagnosticDescriptors.StepOfBidirectionalId}",
            UrlFormat = "{DiagnosticDescriptors.HelpLink("{0}")}")]
        public static void Step(params object[] arguments) => throw new System.NotSupportedException();
        """.Replace("[System.Obsolete", "[global::System.Obsolete").Replace("new System.Not", "new global::System.Not")));
}
