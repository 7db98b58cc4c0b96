using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>
/// Where a step finds the values of each layer: those without a memory have rows of their own, the others are in the state.
/// </summary>
internal sealed class StepValues(KernelPlan plan, InputForm form)
{
    /// <summary>The input of the network.</summary>
    public LayerInput Input { get; } = new(
        "x", Token: form == InputForm.Token ? "token" : null, IsEither: form == InputForm.Either);

    /// <summary>The values of a layer by its place, or the network's input for -1.</summary>
    public LayerInput Of(int index) => index < 0 ? Input : plan.Layers[index] switch
    {
        RecurrentPlan recurrent => new LayerInput("state", $"{recurrent.Name}.Hidden", IsPadded: true, Symbol: "h"),
        LayerPlan layer => new LayerInput(RowOf(layer), IsPadded: true, Symbol: RowOf(layer)),
    };

    /// <summary>The name of the row of values of a layer without a memory.</summary>
    public static string RowOf(LayerPlan layer) => layer.Name.ToLowerInvariant() + "Values";

    /// <summary>The name of several of these rows, of streams or of time steps.</summary>
    public static string RowsOf(LayerPlan layer) => layer.Name.ToLowerInvariant() + "Rows";

    /// <summary>What a layer reads beside the values of the layer above, or null.</summary>
    public LayerInput? JoinedBy(LayerPlan layer) => layer is JoiningPlan joining ? Of(joining.From) : null;

    /// <summary>
    /// Whether a layer's row needs memory: the last layer's are the outputs, and a token's row of a table is read where it lies.
    /// </summary>
    public bool HasRow(LayerPlan layer) => layer is FeedForwardPlan && !layer.IsLast && !(layer is EmbeddingPlan && Input.IsToken);
}
