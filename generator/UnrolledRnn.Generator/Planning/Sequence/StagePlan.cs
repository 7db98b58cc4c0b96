using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// A recurrent layer and the layers without a memory between it and the recurrent layer in front. Passes over a
/// sequence go from stage to stage.
/// </summary>
internal sealed record StagePlan(EquatableArray<LayerPlan> Front, RecurrentPlan Recurrent);
