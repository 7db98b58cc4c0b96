using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>Where training finds the values that a layer reads, and the gradients by them.</summary>
internal static class TrainingInputs
{
    /// <summary>The input of a recurrent layer at every step, as a matrix of [T·B, nIn].</summary>
    public static string Of(KernelPlan plan, RecurrentPlan layer) => layer.Layer == 0
        ? plan.Front is null ? "tape.InputRows" : "tape.Front.Values"
        : HiddenOf(plan, layer.Layer - 1);

    /// <summary>What the recurrent layers give to the dense layers, at the steps that have outputs.</summary>
    public static string OfDense(KernelPlan plan, int index) =>
        index > 0 ? $"tape.{plan.Dense[index - 1].Name}.Values" : "hidden";

    /// <summary>h of a layer at every step; of both directions joined, where it has two.</summary>
    public static string HiddenOf(KernelPlan plan, int layer) => IsJoined(plan, layer)
        ? $"tape.Joined{layer}.Values"
        : $"tape.{plan.Directions(layer).Single().Name}.Hidden";

    /// <summary>The gradients by <see cref="HiddenOf"/>, with padding.</summary>
    public static string HiddenGradientsOf(KernelPlan plan, int layer) => IsJoined(plan, layer)
        ? $"tape.Joined{layer}.PaddedGradients"
        : $"tape.{plan.Directions(layer).Single().Name}.HiddenGradients";

    /// <summary>Whether a layer has two directions.</summary>
    public static bool IsJoined(KernelPlan plan, int layer) => plan.Spec.Recurrent[layer].Bidirectional;

    /// <summary>The number of the last recurrent layer.</summary>
    public static int LastLayer(KernelPlan plan) => plan.Spec.Recurrent.Count - 1;
}
