using UnrolledRnn.Generator.Cells;
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

    /// <summary>Whether a step outside of training asks for the options: that of a cell with gates.</summary>
    public static bool AreUsedByStep(DirectionPlan layer) => layer.Definition.Gates.Count > 1;

    /// <summary>The last arguments of a cell's step outside of training.</summary>
    public static string StepArguments(DirectionPlan layer)
    {
        CellDefinition cell = layer.Definition;
        string options = Creation(layer) is null || !AreUsedByStep(layer) ? "" : $", options: {layer.Name}.Options";
        string peepholes = cell.Peepholes.Count == 0
            ? ""
            : $", peepholes: §MemoryMarshal.CreateReadOnlySpan(ref §Unsafe.Add(ref weights, Offset.Peephole{layer.Suffix}), {layer.PeepholeLayout.Stride})";
        return options + peepholes;
    }
}
