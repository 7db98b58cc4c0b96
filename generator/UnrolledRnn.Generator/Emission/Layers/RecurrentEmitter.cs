using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a recurrent layer: all but its kernels, which <see cref="RecurrentStepEmitter"/> prints.</summary>
internal sealed class RecurrentEmitter(RecurrentPlan layer) : LayerEmitter
{
    public override string Shape
    {
        get
        {
            RecurrentSpec spec = layer.Spec;
            List<string> options = [];
            Add(spec.Bidirectional, "Bidirectional = true");
            Add(spec.Merge != Merge.Concatenate, $"Merge = §DirectionMerge.{spec.Merge}");
            Add(!spec.HasBias, "Bias = false");
            Add(spec.GateActivation != ActivationFunction.Sigmoid, $"GateActivation = §LayerActivation.{spec.GateActivation}");
            Add(spec.CellActivation != ActivationFunction.Tanh, $"CellActivation = §LayerActivation.{spec.CellActivation}");
            Add(spec.ProjectionSize > 0, $"ProjectionSize = {spec.ProjectionSize}");
            Add(spec.CellClip > 0, $"CellClip = {Expressions.Float(spec.CellClip)}");
            Add(spec.HasPeepholes, "Peepholes = true");
            string shape = $"new §RecurrentLayerShape(§RnnCell.{spec.Cell}, {layer.InputSize}, {spec.HiddenSize}, {layer.OutputSize})";
            return options.Count == 0 ? shape : $"{shape} {{ {string.Join(", ", options)} }}";

            void Add(bool isSet, string option)
            {
                if (isSet)
                {
                    options.Add(option);
                }
            }
        }
    }

    public override string Size => $"{layer.Spec.StateSize}{(layer.IsBidirectional ? " both ways" : "")}";

    public override IEnumerable<string> Equations(KernelPlan plan)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            string name = plan.Stages.Count == 1 && !layer.IsBidirectional ? "" : $"{direction.Name}: ";
            foreach (string equation in direction.Definition.Equations(direction.IsReverse ? "t+1" : "t-1"))
            {
                yield return name + equation;
                name = new string(' ', name.Length);
            }
        }

        if (layer.IsBidirectional)
        {
            (string symbol, string lastForward, string lastReverse) = layer.JoinsFinalSteps ? ("h", "h_T", "h_1") : ("h_t", "h_t", "h_t");
            yield return $"{symbol} = {Merged($"{lastForward} of {layer.Directions[0].Name}", $"{lastReverse} of {layer.Directions[1].Name}")}";
        }

        if (layer.IsLast)
        {
            yield return "o_t = h_t";
        }
    }

    private string Merged(string forward, string reverse) => layer.Spec.Merge switch
    {
        Merge.Concatenate => $"[{forward}; {reverse}]",
        Merge.Sum => $"{forward} + {reverse}",
        Merge.Mean => $"({forward} + {reverse}) / 2",
        _ => $"{forward} ⊙ {reverse}",
    };

    public override void EmitConstants(SourceWriter writer, NetworkSpec spec)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            RecurrentConstants.Emit(writer, direction, spec.HasNarrowWeights);
        }
    }

    public override IEnumerable<string> TapeConstruction(NetworkSpec spec)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            string options = RecurrentOptions.Creation(direction) is string creation ? $", options: {creation}" : "";
            yield return $"{direction.Name} = new §RecurrentLayerTape(scratch, SequenceLength, batchSize, {direction.InputSize}, new §GateLayout({LayoutText.Arguments(direction.Layout)}), "
                + $"{Cells.CellEmitter.Of(direction.Definition).TapeRecord}, reverse: {(direction.IsReverse ? "true" : "false")}{options});";
        }

        if (layer.IsBidirectional)
        {
            yield return $"{TrainingPlaces.JoinedName(layer)} = new §ValueTape({(layer.JoinsFinalSteps ? "batchSize" : "rows")}, {layer.OutputSize});";
        }
    }

    public override void EmitTapeMembers(SourceWriter writer, NetworkSpec spec)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            writer.Write(
                $$"""
                // {{direction.Spec.Cell}}, {{direction.InputSize}} → {{direction.StateSize}}{{(direction.IsReverse ? ", from the last step to the first" : "")}}
                internal §RecurrentLayerTape {{direction.Name}} { get; }

                """);
            if (direction.Projection is DensePlan projection)
            {
                writer.Write(
                    $$"""
                    // W_hr with rows and columns exchanged, for the product that needs it so.
                    internal §AlignedBuffer {{projection.Name}}WeightTransposed { get; } = new({{(projection.Form == OutputForm.Columns ? $"{projection.OutputSize}L * {projection.InputStride}" : $"{projection.InputSize}L * {projection.Stride}")}});

                    """);
            }
        }

        if (layer.IsBidirectional)
        {
            writer.Write(
                $$"""
                // h of {{layer.Directions[0].Name}} and {{layer.Directions[1].Name}}, {{(layer.JoinsFinalSteps ? "each at its own last step" : "at every step")}}: {{ParameterText.Values(layer.OutputSize)}}
                internal §ValueTape {{TrainingPlaces.JoinedName(layer)}} { get; }

                """);
        }
    }

    public override void EmitForward(SourceWriter writer, TrainingPlaces places)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            RecurrentTraining.EmitForward(writer, places, layer, direction);
        }
    }

    public override void EmitBackward(SourceWriter writer, TrainingPlaces places)
    {
        foreach (DirectionPlan direction in layer.Directions.Reverse())
        {
            RecurrentTraining.EmitBackward(writer, places, layer, direction);
        }
    }

    /// <summary>Nothing: the backward pass of the layer has added to them.</summary>
    public override (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan) => ([], []);
}
