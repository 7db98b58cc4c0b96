using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints what a time step of a pass reads and writes, under the names that a step uses.</summary>
internal static class StepReferences
{
    /// <summary>Prints it.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="input">What a time step reads.</param>
    /// <param name="time">Which.</param>
    /// <param name="withOutput">Whether it has an output.</param>
    /// <param name="withInput">Whether its input is read.</param>
    public static void Emit(
        SourceWriter writer, KernelPlan plan, InputForm input, TimeStep time, bool withOutput, bool withInput = true)
    {
        if (withInput)
        {
            string inputs = Expressions.Element(InputText.SequenceName(input), time.Times("inputStride"));
            writer.Write(input == InputForm.Token ? $"int token = {inputs};" : $"{InputText.StepParameter(input)} = ref {inputs};");
        }

        if (withOutput)
        {
            string outputs = Expressions.Element("outputs", plan.Spec.HasOutputAtEveryStep ? time.Times("outputStride") : "0");
            writer.Write($"ref float o = ref {outputs};");
        }
    }
}
