using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints what stands above a kernel that holds the steps of all layers: how each recurrent one is computed, and how its locals
/// are named.
/// </summary>
internal static class StepComments
{
    /// <summary>Prints it; layers of which the same is to be said share a paragraph.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="plan">The network.</param>
    /// <param name="width">The width of the kernel.</param>
    /// <param name="input">What a time step reads.</param>
    /// <param name="isInLoop">Whether the steps are in a loop.</param>
    public static void Emit(SourceWriter writer, KernelPlan plan, VectorWidth width, InputForm input, bool isInLoop)
    {
        var values = new StepValues(plan, input);
        foreach (IGrouping<string, StagePlan> alike in plan.Stages.GroupBy(stage => Text(plan, stage, values, width, isInLoop)))
        {
            if (plan.Stages.Count > 1)
            {
                writer.Comment($"{string.Join(", ", alike.Select(stage => stage.Recurrent.Name))}:");
            }

            foreach (string line in alike.Key.Split('\n'))
            {
                writer.Comment(line);
            }
        }
    }

    private static string Text(KernelPlan plan, StagePlan stage, StepValues values, VectorWidth width, bool isInLoop)
    {
        DirectionPlan layer = stage.Recurrent.Forward;
        LayerInput input = values.Of(stage.Recurrent.Index - 1);
        return string.Join("\n", new KernelPlanText(layer).StepPlan(layer.Body(width), input, plan.Spec.RecurrentWeights, isInLoop));
    }
}
