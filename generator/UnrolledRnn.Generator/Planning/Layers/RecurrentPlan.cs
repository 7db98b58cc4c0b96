using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>A recurrent layer, in one direction or in both.</summary>
internal sealed record RecurrentPlan : LayerPlan
{
    public required RecurrentSpec Spec { get; init; }

    /// <summary>The directions, forward first.</summary>
    public required EquatableArray<DirectionPlan> Directions { get; init; }

    /// <summary>The number among the recurrent layers, from 0.</summary>
    public int Number => Directions[0].Layer;

    public DirectionPlan Forward => Directions[0];

    public bool IsBidirectional => Directions.Count > 1;

    /// <summary>Whether its joined values are those of each direction's own last step, and no others.</summary>
    public required bool JoinsFinalSteps { get; init; }

    public override int Statements => Directions.Sum(direction => direction.Statements);

    public override int Locals(VectorWidth width) =>
        Directions.Sum(direction => direction.Body(width).Locals(direction) + (direction.Projection?.Locals(width) ?? 0));

    public override long MultiplyAdds => Directions.Sum(direction =>
        ((long)direction.Definition.Gates.Count * direction.HiddenSize * (direction.InputSize + direction.StateSize))
        + (direction.Projection?.MultiplyAdds ?? 0));

    public override long Operations(VectorWidth width) => Directions.Sum(direction =>
    {
        CellDefinition cell = direction.Definition;
        int lanes = direction.Body(width).Lanes.Lanes;
        long vectors = (direction.Layout.Stride + lanes - 1) / lanes;
        long stateVectors = (direction.HiddenSize + lanes - 1) / lanes;
        return (vectors * (direction.InputSize + direction.HiddenTerms))
            + (cell.Activations.Sum(activation => (long)activation.Cost.Operations) * stateVectors)
            + (direction.Projection?.Operations(width) ?? 0);
    });

    public static RecurrentPlan Plan(RecurrentSpec spec, LayerContext context)
    {
        List<DirectionPlan> directions = [];
        int offset = context.StateOffset;
        for (int direction = 0; direction < spec.Directions; direction++)
        {
            DirectionPlan plan = DirectionPlanner.Plan(spec, context, isReverse: direction == 1, offset);
            directions.Add(plan);
            offset += plan.StateStride;
        }

        bool isLastRecurrent = !context.Spec.Layers.Skip(context.Index + 1).OfType<RecurrentSpec>().Any();
        return new RecurrentPlan
        {
            Place = context.Place,
            Name = directions[0].Name,
            InputSize = context.InputSize,
            OutputSize = context.OutputSize,
            Spec = spec,
            Directions = new EquatableArray<DirectionPlan>(directions),
            JoinsFinalSteps = spec.Bidirectional && isLastRecurrent && context.Spec.Outputs == OutputSteps.LastStep,
            Parameters = new EquatableArray<ParameterBlock>(
                directions.SelectMany(direction => RecurrentParameters.Blocks(context.Spec, direction))),
        };
    }
}
