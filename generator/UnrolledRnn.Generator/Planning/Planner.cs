using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Turns a declaration into a plan. A pure function: equal specs give equal plans.</summary>
internal static class Planner
{
    /// <summary>Beyond this many statements, a step is several methods.</summary>
    private const int MaxStepStatements = 700;

    public static KernelPlan Plan(NetworkSpec spec)
    {
        List<LayerPlan> layers = PlanLayers(spec, out int stateSize);
        List<StagePlan> stages = Stages(layers, out List<LayerPlan> behind);
        DirectionPlan[] directions = [.. stages.SelectMany(stage => stage.Recurrent.Directions)];
        ParameterPlan parameters = ParameterPlanner.Plan(layers);
        int statements = layers.Sum(layer => layer.Statements);
        int locals = VectorWidth.All.Where(width => width.WritesPasses).Max(width => layers.Sum(layer => layer.Locals(width)));
        bool oneMethod = statements <= MaxStepStatements && locals <= JitLimits.MaxLocals;
        bool joins = layers.Any(layer => layer is JoiningPlan);
        UnrollPlan unroll = UnrollPlanner.Plan(spec, stages, directions, joins, statements, oneMethod);
        BlockPlan? blocks = joins ? null : BlockPlanner.Plan(spec, stages, unroll);
        return new KernelPlan
        {
            Spec = spec,
            Layers = new EquatableArray<LayerPlan>(layers),
            Stages = new EquatableArray<StagePlan>(stages),
            Behind = new EquatableArray<LayerPlan>(behind),
            InputReaders = LayerContext.ReadersOf(spec, -1),
            Parameters = parameters,

            // A network that remembers nothing has a state too, so that all networks are alike: one line that nothing reads.
            StateSize = Math.Max(stateSize, CacheLine.Floats),
            StepIsOneMethod = oneMethod,
            PassCallsSteps = (!oneMethod && !unroll.LayersOverlap) || ((joins || stages.Count == 0) && !spec.HasOutputAtEveryStep)
                || spec.SequenceLength == 1,
            FirstStepOfPass = stages.Count == 0 && !spec.HasOutputAtEveryStep ? spec.SequenceLength - 1 : 0,
            LayersAreScoped = stages.Count > 1 || stages.Any(stage => stage.Front.Count > 0),
            LastHiddenMayStayLocal = behind.Count > 0 && behind[0] is DensePlan { Form: OutputForm.Rows, StraightLineDots: true } && !joins,
            TileStreams = joins || stages.Count == 0 || !spec.Scope.Trains ? 1 : directions.Min(direction => direction.TileStreams),
            Unroll = blocks is null ? unroll : unroll with { LayersOverlap = false },
            Blocks = blocks,

            // A token selects a row of W_ih, which leaves nothing to gain for a single layer.
            TokenBlocks = layers[0] is RecurrentPlan && stages.Count == 1 ? null : blocks,
            Cost = CostEstimator.Estimate(spec, layers, directions, parameters),
        };
    }

    private static List<LayerPlan> PlanLayers(NetworkSpec spec, out int stateSize)
    {
        List<LayerPlan> layers = [];
        IReadOnlyList<int> sizes = spec.Sizes;
        stateSize = 0;
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            LayerPlan layer = PlanLayer(
                spec.Layers[i], new LayerContext { Spec = spec, Index = i, Sizes = sizes, StateOffset = stateSize });
            layers.Add(layer);
            stateSize += layer is RecurrentPlan recurrent ? recurrent.Directions.Sum(direction => direction.StateStride) : 0;
        }

        return layers;
    }

    /// <summary>The planner of each kind of layer.</summary>
    private static LayerPlan PlanLayer(LayerSpec layer, LayerContext context) => layer switch
    {
        EmbeddingSpec embedding => EmbeddingPlan.Plan(embedding, context),
        DenseSpec dense => DensePlanner.Plan(dense, context),
        RecurrentSpec recurrent => RecurrentPlan.Plan(recurrent, context),
        ActivationSpec activation => ActivationPlan.Plan(activation, context),
        SkipSpec skip => SkipPlan.Plan(skip, context),
        ConcatSpec concat => ConcatPlan.Plan(concat, context),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, message: null),
    };

    private static List<StagePlan> Stages(List<LayerPlan> layers, out List<LayerPlan> behind)
    {
        List<StagePlan> stages = [];
        behind = [];
        foreach (LayerPlan layer in layers)
        {
            if (layer is RecurrentPlan recurrent)
            {
                stages.Add(new StagePlan(new EquatableArray<LayerPlan>(behind), recurrent));
                behind = [];
            }
            else
            {
                behind.Add(layer);
            }
        }

        return stages;
    }
}
