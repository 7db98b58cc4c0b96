using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>What a recurrent layer declares beside its cell and sizes, in the runtime's words.</summary>
internal static class RecurrentOptions
{
    /// <summary>The runtime's <c>CellOptions</c>, as an expression; or null where all are as usual.</summary>
    public static string? Creation(DirectionPlan layer)
    {
        RecurrentSpec spec = layer.Spec;
        List<string> members = [];
        if (spec.GateActivation != ActivationFunction.Sigmoid)
        {
            members.Add($"GateActivation = §LayerActivation.{spec.GateActivation}");
        }

        if (spec.CellActivation != ActivationFunction.Tanh)
        {
            members.Add($"CellActivation = §LayerActivation.{spec.CellActivation}");
        }

        if (spec.CellClip > 0)
        {
            members.Add($"CellClip = {Expressions.Float(spec.CellClip)}");
        }

        if (spec.ProjectionSize > 0)
        {
            members.Add($"ProjectionSize = {spec.ProjectionSize}");
        }

        return members.Count == 0 ? null : $"new §CellOptions {{ {string.Join(", ", members)} }}";
    }
}
