using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The plan in words: the documentation of an emitted class.</summary>
internal static class PlanDescription
{
    /// <summary>Lines of XML documentation for the class.</summary>
    public static string ForClass(KernelPlan plan)
    {
        NetworkSpec spec = plan.Spec;
        List<string> lines =
        [
            "/// <summary>",
            $"/// A recurrent network, {spec.InputSize} → {spec.HiddenSize} → {spec.OutputSize} (inputs → hidden units → outputs), over {spec.SequenceLength} time steps:",
            "/// <code>",
            $"/// h_t = {Notation.CellFunction(spec.Cell, "W_ih x_t + W_hh h_{t-1} + b_h")}",
            $"/// o_t = {Notation.OutputFunction(spec.OutputActivation, "W_ho h_t + b_o")}",
            "/// </code>",
            "/// </summary>",
            "/// <remarks>",
            $"/// <para>{Expressions.Grouped(plan.Parameters.Count)} parameters, {Expressions.Grouped(plan.Cost.ParameterBytes)} bytes with rows padded to cache lines; {Expressions.Grouped(plan.Cost.MultiplyAdds)} multiply-adds per time step.</para>",
            $"/// <para>Time: {Time(plan.Unroll)}.</para>",
        ];
        lines.AddRange(plan.Bodies.Where(body => body.Width != VectorWidth.Any).Select(body => $"/// <para>{Body(plan, body)}.</para>"));
        lines.Add("/// </remarks>");
        return string.Join("\n", lines);
    }

    /// <summary>How many time steps are written out.</summary>
    public static string Unrolling(UnrollPlan unroll) => unroll.IsStraightLine
        ? $"all {unroll.SequenceLength} steps are straight-line code"
        : unroll.StepsPerRound == 1
            ? "a loop over single steps"
            : $"a loop over {unroll.StepsPerRound} unrolled steps";

    private static string Time(UnrollPlan unroll) => $"{Unrolling(unroll)}; {unroll.Reason}";

    private static string Body(KernelPlan plan, BodyPlan body)
    {
        ProductPlan hidden = body.Hidden;
        string vectors = hidden.Vectors == 1 ? "1 vector" : $"{hidden.Vectors} vectors";
        string panels = hidden.IsSinglePanel ? "" : $" in panels of {hidden.PanelVectors}";
        string sums = hidden.PartialSums == 1 ? "one sum each" : $"{hidden.PartialSums} partial sums each";
        string terms = hidden.StraightLine ? "terms written out" : $"terms in a loop by {ProductPlan.TermsPerRound}";
        string output = plan.OutputForm == OutputForm.Columns ? "outputs across lanes" : "a dot product per output";
        return $"{(int)body.Width}-bit vectors: h is {vectors}{panels}, {sums}, {terms}; {output}";
    }
}
