using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Turns a declaration into a plan. A pure function: equal specs give equal plans.</summary>
internal static class Planner
{
    /// <summary>Beyond this many statements, a step is several methods.</summary>
    private const int MaxStepStatements = 700;

    public static KernelPlan Plan(NetworkSpec spec)
    {
        List<RecurrentPlan> recurrent = [];
        int stateSize = 0;
        for (int layer = 0; layer < spec.Recurrent.Count; layer++)
        {
            for (int direction = 0; direction < (spec.Recurrent[layer].Bidirectional ? 2 : 1); direction++)
            {
                RecurrentPlan plan = RecurrentPlanner.Plan(spec, layer, isReverse: direction == 1, stateSize);
                recurrent.Add(plan);
                stateSize += plan.HiddenStride * (plan.Definition.HasCellState ? 2 : 1);
            }
        }

        DensePlan? front = DensePlanner.PlanFront(spec);
        List<DensePlan> dense = [.. DensePlanner.PlanBehind(spec)];
        ParameterPlan parameters = ParameterPlanner.Plan(spec, front, recurrent, dense);
        int statements = recurrent.Sum(layer => layer.Bodies.Max(body => body.Statements(layer)))
            + dense.Sum(layer => layer.Statements) + (front?.Statements ?? 0);
        bool oneMethod = statements <= MaxStepStatements;
        UnrollPlan unroll = UnrollPlanner.Plan(spec, recurrent, statements, oneMethod);
        BlockPlan? blocks = BlockPlanner.Plan(spec, front, recurrent, unroll);
        return new KernelPlan
        {
            Spec = spec,
            Front = front,
            Recurrent = new EquatableArray<RecurrentPlan>(recurrent),
            Dense = new EquatableArray<DensePlan>(dense),
            Parameters = parameters,
            StateSize = stateSize,
            StepIsOneMethod = oneMethod,
            Unroll = blocks is null ? unroll : unroll with { LayersOverlap = false },
            Blocks = blocks,
            Cost = CostEstimator.Estimate(spec, front, recurrent, dense, parameters),
        };
    }
}
