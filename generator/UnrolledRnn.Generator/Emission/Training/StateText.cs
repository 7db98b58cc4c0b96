using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>How the states of a batch come to a tape and go from it, and the gradients by them.</summary>
internal static class StateText
{
    /// <summary>The initial states of a direction, to the tape.</summary>
    public static void EmitStart(SourceWriter writer, KernelPlan plan, DirectionPlan layer)
    {
        foreach ((string part, string size) in Parts(layer))
        {
            string rows = $"tape.{layer.Name}.{part}Before(tape.{layer.Name}.FirstStep)";
            string copy = $"§StateRows.CopyTo(initial, StateSize, {layer.Name}.{part}, {size}, {rows});";
            if (!plan.Spec.LearnsInitialState)
            {
                writer.Write(copy);
                continue;
            }

            using (writer.Braces("if (tape.StartsFromInitialState)"))
            {
                writer.Write($"§StateRows.Broadcast(Initial{part}{layer.Suffix}[..{size}], {rows}, {size});");
            }

            using (writer.Braces("else"))
            {
                writer.Write(copy);
            }
        }
    }

    /// <summary>The final states of a direction, from the tape.</summary>
    public static void EmitEnd(SourceWriter writer, DirectionPlan layer)
    {
        foreach ((string part, string size) in Parts(layer))
        {
            writer.Write(
                $"§StateRows.CopyFrom(tape.{layer.Name}.{part}After(tape.{layer.Name}.LastStep), initial, StateSize, {layer.Name}.{part}, {size});");
        }
    }

    /// <summary>The gradients by the final states, added to those on the tape.</summary>
    public static void EmitGradientStart(SourceWriter writer, DirectionPlan layer)
    {
        foreach ((string part, string size) in Parts(layer))
        {
            string gradients = part == "Hidden"
                ? $"tape.{layer.Name}.HiddenGradientsAfter(tape.{layer.Name}.LastStep)"
                : $"tape.{layer.Name}.CellGradients!.Span";
            writer.Write($"§StateRows.AddTo(final, StateSize, {layer.Name}.{part}, {size}, {gradients});");
        }
    }

    /// <summary>The gradients by the initial states, from the tape.</summary>
    public static void EmitGradientEnd(SourceWriter writer, KernelPlan plan, DirectionPlan layer)
    {
        foreach ((string part, string size) in Parts(layer))
        {
            string gradients = part == "Hidden"
                ? $"tape.{layer.Name}.HiddenGradientsBefore(tape.{layer.Name}.FirstStep)"
                : $"tape.{layer.Name}.CellGradients!.Span";
            writer.Write($"§StateRows.CopyFrom({gradients}, initial, StateSize, {layer.Name}.{part}, {size});");
            if (plan.Spec.LearnsInitialState)
            {
                using (writer.Braces("if (tape.StartsFromInitialState)"))
                {
                    writer.Write($"§StateRows.AccumulateRows({gradients}, {size}, gradients.Initial{part}{layer.Suffix}[..{size}]);");
                }
            }
        }
    }

    /// <summary>The statement that merges h of both directions.</summary>
    public static string Join(RecurrentPlan layer)
    {
        (string forward, string reverse) = Hidden(layer);
        return $"§DirectionMerging.Forward(§DirectionMerge.{layer.Spec.Merge}, {forward}, {reverse}, tape.{TrainingPlaces.JoinedName(layer)}.Values);";
    }

    /// <summary>The statement that gives the gradients by merged values to both directions.</summary>
    public static string Split(RecurrentPlan layer)
    {
        (string forward, string reverse) = Hidden(layer);
        int size = layer.Spec.StateSize;
        string name = layer.Directions[1].Name;
        (string forwardGradients, string reverseGradients) = layer.JoinsFinalSteps
            ? ($"tape.{layer.Name}.HiddenGradientsAt(tape.{layer.Name}.LastStep)", $"tape.{name}.HiddenGradientsAt(tape.{name}.LastStep)")
            : ($"tape.{layer.Name}.HiddenGradients", $"tape.{name}.HiddenGradients");
        return $"§DirectionMerging.Backward(§DirectionMerge.{layer.Spec.Merge}, {forward}, {reverse}, tape.{TrainingPlaces.JoinedName(layer)}.Gradients, {forwardGradients}.Slice(0, {size}), {reverseGradients}.Slice(0, {size}));";
    }

    private static (string Forward, string Reverse) Hidden(RecurrentPlan layer)
    {
        string name = layer.Directions[1].Name;
        return layer.JoinsFinalSteps
            ? ($"tape.{layer.Name}.HiddenAt(tape.{layer.Name}.LastStep)", $"tape.{name}.HiddenAt(tape.{name}.LastStep)")
            : ($"tape.{layer.Name}.Hidden", $"tape.{name}.Hidden");
    }

    /// <summary>What a direction remembers, with the names of the sizes.</summary>
    private static IEnumerable<(string Part, string Size)> Parts(DirectionPlan layer)
    {
        yield return ("Hidden", $"{layer.Name}.HiddenSize");
        if (layer.Definition.HasCellState)
        {
            yield return ("Cell", RecurrentConstants.CellSize(layer));
        }
    }
}
