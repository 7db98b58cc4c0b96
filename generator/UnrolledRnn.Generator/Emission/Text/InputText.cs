using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>How methods take their inputs, by vectors or by tokens.</summary>
internal static class InputText
{
    /// <summary>The parameter of a single step.</summary>
    public static string StepParameter(InputForm form) => form switch
    {
        InputForm.Vector => "ref float x",
        InputForm.Token => "int token",
        _ => "ref TInput input",
    };

    /// <summary>The argument for <see cref="StepParameter"/>.</summary>
    public static string StepArgument(InputForm form) => form switch
    {
        InputForm.Vector => "ref x",
        InputForm.Token => "token",
        _ => "ref input",
    };

    /// <summary>The name of the inputs of a sequence.</summary>
    public static string SequenceName(InputForm form) => form == InputForm.Token ? "tokens" : "inputs";

    /// <summary>The span type of the inputs of a sequence.</summary>
    public static string SpanType(InputForm form) => form == InputForm.Vector ? "§ReadOnlySpan<float>" : "§ReadOnlySpan<int>";

    /// <summary>The type of one element of the inputs.</summary>
    public static string ElementType(InputForm form) => form switch
    {
        InputForm.Vector => "float",
        InputForm.Token => "int",
        _ => "TInput",
    };

    /// <summary>Elements of the inputs per time step.</summary>
    public static int ElementsPerStep(InputForm form, NetworkSpec spec) => form == InputForm.Vector ? spec.InputSize : 1;

    /// <summary>The inputs of one sequence, in documentation.</summary>
    public static string Shape(InputForm form) => form == InputForm.Vector ? "[T, nIn]" : "[T], each from 0 to nIn - 1";

    /// <summary>The inputs of a batch, in documentation.</summary>
    public static string BatchShape(InputForm form) => form == InputForm.Vector ? "[T, B, nIn]" : "[T, B], each from 0 to nIn - 1";

    /// <summary>The inputs that the outputs gain, in comments.</summary>
    public static string Residual(NetworkSpec spec) => spec.InputSize == spec.OutputSize ? "x" : $"the first {spec.OutputSize} of x";

    /// <summary>When a pass over a sequence throws, in documentation.</summary>
    public static string Exception(InputForm form) =>
        form == InputForm.Vector ? "A span has another length." : "A span has another length, or a token is out of range.";

    /// <summary>When a method throws that writes outputs while it still reads inputs, in documentation.</summary>
    public static string OverlapException(NetworkSpec spec) =>
        $"A span has another length, or the outputs overlap the inputs{(spec.InputSize == spec.OutputSize ? " without beginning where they do" : "")}.";
}
