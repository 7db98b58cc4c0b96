using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

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
            $"/// A {(plan.Stages.Count == 0 ? "feed-forward" : "recurrent")} network, {Sizes(plan)} (inputs → layers → outputs), "
                + $"over {(spec.SequenceLength == 1 ? "one time step" : $"{spec.SequenceLength} time steps")}:",
            "/// <code>",
        ];
        lines.AddRange(Equations(plan).Select(equation => $"/// {equation}"));
        lines.AddRange(
        [
            "/// </code>",
            "/// </summary>",
            "/// <remarks>",
        ]);
        lines.AddRange(Facts(plan).Select(fact => $"/// <para>{fact}.</para>"));
        lines.Add("/// </remarks>");
        return string.Join("\n", lines);
    }

    /// <summary>What the plan costs and how it is done, a sentence each without its full stop.</summary>
    public static IEnumerable<string> Facts(KernelPlan plan)
    {
        CostEstimate cost = plan.Cost;
        string rows = plan.Spec.Weights == plan.Spec.RecurrentWeights ? "" : $", matrices by rows as {plan.Spec.Weights}";
        string storage = plan.Spec.HasNarrowWeights ? $", W_ih and W_hh as {plan.Spec.RecurrentWeights}{rows}" : "";
        string parameters = $"{Expressions.Grouped(plan.Parameters.Count)} parameter{(plan.Parameters.Count == 1 ? "" : "s")}";
        string multiplyAdds = $"{Expressions.Grouped(cost.MultiplyAdds)} multiply-add{(cost.MultiplyAdds == 1 ? "" : "s")} per time step";
        string chain = plan.Stages.Count == 0 ? "" : $"; about {cost.ChainCycles} from one state to the next";
        yield return $"{parameters}, {Expressions.Grouped(cost.ParameterBytes)} bytes with rows padded to cache lines{storage}; {multiplyAdds}";
        yield return $"Estimate of a step: {cost.ThroughputCycles512} cycles of arithmetic with 512 bits, {cost.ThroughputCycles256} with 256{chain}";
        yield return $"New parameters: {InitializationText.Of(plan.Spec)}";
        if (!plan.Spec.IsBidirectional)
        {
            yield return plan.Blocks is null
                ? $"Time: {Unrolling(plan.Unroll)}{(plan.Spec.SequenceLength == 1 ? "" : $"; {plan.Unroll.Reason}")}"
                : $"Time: {Blocks(plan, plan.Blocks)}";
        }

        foreach (DirectionPlan layer in plan.Directions)
        {
            foreach (DirectionBody body in layer.Bodies)
            {
                yield return $"{(plan.Directions.Count() == 1 ? "" : $"{layer.Name}, ")}{body.Width}: {Body(layer, body)}";
            }
        }
    }

    /// <summary>How many time steps are written out.</summary>
    public static string Unrolling(UnrollPlan unroll) =>
        Steps(unroll) + (unroll.LayersOverlap ? ", each layer one step behind the one below it, so that their chains overlap" : "");

    private static string Steps(UnrollPlan unroll) => unroll.IsStraightLine
        ? unroll.SequenceLength == 1 ? "a single step" : $"all {unroll.SequenceLength} steps are straight-line code"
        : unroll.StepsPerRound == 1
            ? "a loop over single steps"
            : $"a loop over {unroll.StepsPerRound} unrolled steps";

    private static string Blocks(KernelPlan plan, BlockPlan blocks)
    {
        string hoisted = string.Join(" and ", plan.Stages.Select(stage => stage.Recurrent).Where(layer => blocks.HoistsInput[layer.Number])
            .Select(layer => layer.Name));
        return $"blocks of {blocks.Steps} steps{(plan.Stages.Count == 1 ? "" : ", layer after layer")}, because the weights are more than the first cache holds"
            + (hoisted.Length == 0 ? "" : $"; W_ih x of {hoisted} for several steps together, before their recurrence")
            + (plan.Spec.TakesTokens && plan.TokenBlocks is null ? "; tokens step by step" : "");
    }

    private static string Sizes(KernelPlan plan) =>
        string.Join(" → ", plan.Layers.Select(layer => LayerEmitter.Of(layer).Size).OfType<string>()
            .Prepend(Expressions.Number(plan.Spec.InputSize)));

    private static IEnumerable<string> Equations(KernelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            string[] equations = [.. LayerEmitter.Of(layer).Equations(plan)];
            for (int i = 0; i < equations.Length; i++)
            {
                bool isOutput = layer.IsLast && i == equations.Length - 1;
                yield return equations[i] + (isOutput && plan.Spec.Residual ? Residual(plan.Spec) : "");
            }
        }
    }

    /// <summary>The inputs that the outputs gain: all, or the first.</summary>
    private static string Residual(NetworkSpec spec) =>
        spec.InputSize == spec.OutputSize ? " + x_t" : $" + the first {spec.OutputSize} of x_t";

    private static string Body(DirectionPlan layer, DirectionBody body)
    {
        int groups = (body.LoopedUnits > 0 ? body.RoundPanels : body.Panels).Sum(panel => panel.Groups.Count);
        int[] parts = [.. body.AllPanels.SelectMany(panel => panel.Groups).SelectMany(group => group.Vectors)
            .Select(vector => vector.PartialSums).Distinct()];
        string where = !layer.IsDiagonal ? "h is broadcast from memory"
            : body.HiddenStaysInLocals ? "h stays in registers, permuted against W_hh along its diagonals"
            : "h is permuted against W_hh along its diagonals";
        string panels = body.LoopedUnits > 0
            ? $"{body.RoundUnits} units at a time{(layer.Layout.HasPanels ? ", whose weights lie together" : "")}"
            : groups == 1 ? "one group of units" : $"{groups} groups of units";
        string sums = parts.Max() == 1
            ? "one sum for each vector"
            : $"{(parts.Length == 1 ? "" : "up to ")}{parts.Max()} partial sums for each vector";
        string terms = body.LoopedTerms(layer.HiddenTerms, body.HiddenTermsPerRound) == 0
            ? "terms written out"
            : $"terms in a loop by {body.HiddenTermsPerRound}";
        return $"{where}; {panels}, {sums}, {terms}";
    }
}
