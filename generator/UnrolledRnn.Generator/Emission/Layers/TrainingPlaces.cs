using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Where training finds the values of each layer, and the gradients by them.</summary>
/// <param name="plan">The plan.</param>
internal sealed class TrainingPlaces(KernelPlan plan)
{
    public KernelPlan Plan => plan;

    /// <summary>The name of what a layer without a memory reads in the equations.</summary>
    public string SymbolOf(LayerPlan reader) => TrainingText.InputSymbol(plan, reader);

    /// <summary>The values that a layer reads, as a matrix of as many rows as the layer records.</summary>
    public string InputOf(LayerPlan reader) => ValuesOf(reader.Index - 1, reader);

    /// <summary>The gradients by the values that a layer reads, with padding; null where these are the network's inputs.</summary>
    public string? InputGradientsOf(LayerPlan reader) => GradientsOf(reader.Index - 1, reader);

    /// <summary>The values of the layer at a place, or of the network's input for -1, for a layer that reads them.</summary>
    public string ValuesOf(int place, LayerPlan reader) => Rows(place, reader, place < 0 ? InputRows : Values(plan.Layers[place]));

    /// <summary>The gradients by <see cref="ValuesOf"/>, with padding; null for the network's input.</summary>
    public string? GradientsOf(int place, LayerPlan reader) => place < 0 ? null : Rows(place, reader, Gradients(plan.Layers[place]));

    /// <summary>The tokens that a layer reads in place of vectors.</summary>
    public string TokensOf(LayerPlan reader) => ReadsLastStepOnly(-1, reader)
        ? "tape.Tokens.AsSpan((SequenceLength - 1) * tape.BatchSize, rows)"
        : "tape.Tokens";

    /// <summary>The values that are the network's outputs, at the steps that have some.</summary>
    public string OutputValues => AtOutputs(Last, Values(Last));

    /// <summary>The gradients by <see cref="OutputValues"/>; with padding where the last layer is recurrent.</summary>
    public string OutputGradients => Last is RecurrentPlan ? AtOutputs(Last, Gradients(Last)) : $"tape.{Last.Name}.Gradients";

    /// <summary>All values of a layer, as others read them.</summary>
    public string Values(LayerPlan layer) => DropoutAt(layer.Index) is null
        ? $"tape.{layer.Name}.Values"
        : $"tape.{DroppedName(layer)}.Dropped";

    /// <summary>
    /// Which dropout the values of the layer at a place may have, or those of the network's input for -1; null where they have none.
    /// </summary>
    public string? DropoutAt(int place)
    {
        int first = plan.Stages.Count == 0 ? plan.Layers.Count : plan.Stages[0].Recurrent.Index;
        return place < 0 || plan.Layers[place] is not RecurrentPlan
            ? place == first - 1 && first < plan.Layers.Count ? "Input"
                : place < 0 && plan.Layers[0] is EmbeddingPlan ? "Embedding" : null
            : plan.Layers[place] == plan.LastRecurrent ? "Output" : "Layer";
    }

    /// <summary>The statement that drops values of a layer that has been run, or null.</summary>
    public string? Drop(LayerPlan layer) =>
        DropoutAt(layer.Index) is string dropout ? $"tape.{DroppedName(layer)}.Drop({DropoutArguments(dropout, layer)});" : null;

    /// <summary>The statement that takes the gradients back over <see cref="Drop"/>, or null.</summary>
    public string? DropGradients(LayerPlan layer) =>
        DropoutAt(layer.Index) is string dropout ? $"tape.{DroppedName(layer)}.DropGradients({DropoutArguments(dropout, layer)});" : null;

    /// <summary>The network's input as layers read it, as vectors.</summary>
    public string InputRows => DropoutAt(-1) is null ? "tape.InputRows" : "tape.DroppedInputs.Of(tape.InputRows)";

    private static string DropoutArguments(string dropout, LayerPlan layer) => $"tape, §DropoutPlace.{dropout}, layer: {layer.Index}";

    private static string DroppedName(LayerPlan layer) =>
        layer is RecurrentPlan { IsBidirectional: true } recurrent ? JoinedName(recurrent) : layer.Name;

    /// <summary>The gradients by all values of a layer, with padding.</summary>
    public static string Gradients(LayerPlan layer) => layer switch
    {
        RecurrentPlan { IsBidirectional: true } recurrent => $"tape.{JoinedName(recurrent)}.PaddedGradients",
        RecurrentPlan => $"tape.{layer.Name}.HiddenGradients",
        _ => $"tape.{layer.Name}.PaddedGradients",
    };

    /// <summary>The name of the values of both directions of a layer.</summary>
    public static string JoinedName(RecurrentPlan layer) => $"Joined{layer.Number}";

    /// <summary>Statements that set gradients to zero to which a layer is the first to add: it is the last to read the values.</summary>
    public IEnumerable<string> Clear(int reader)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            if (layer.Readers.Count > 0 && layer.Readers.Max() == reader && layer is not RecurrentPlan { IsBidirectional: false })
            {
                yield return $"tape.{(layer is RecurrentPlan recurrent ? JoinedName(recurrent) : layer.Name)}.GradientSpan.Clear();";
            }
        }
    }

    /// <summary>Of values at every step, those of the last, for a layer that only runs there.</summary>
    private string Rows(int place, LayerPlan reader, string values) =>
        ReadsLastStepOnly(place, reader) ? $"{values}.RowRange((SequenceLength - 1) * tape.BatchSize, rows)" : values;

    private LayerPlan Last => plan.Layers[plan.Layers.Count - 1];

    private string AtOutputs(LayerPlan layer, string values) =>
        plan.Spec.HasOutputAtEveryStep || layer.IsBehind || layer is RecurrentPlan { JoinsFinalSteps: true }
            ? values
            : $"{values}.RowRange((SequenceLength - 1) * tape.BatchSize, rows)";

    private bool ReadsLastStepOnly(int place, LayerPlan reader) =>
        reader.IsBehind && !plan.Spec.HasOutputAtEveryStep
        && (place < 0 || plan.Layers[place] is { IsBehind: false } and not RecurrentPlan { JoinsFinalSteps: true });
}
