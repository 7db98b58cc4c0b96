using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>
/// The type parameters of kernels, with which one text serves several methods: types say what the JIT compiles it for, so that it leaves
/// out what only the others need.
/// </summary>
internal static class KernelTypes
{
    /// <summary>What a comment says of a kernel that serves vectors and tokens.</summary>
    public const string OfInput = "Of vectors x where TInput is float; of tokens, each a row of W_ih, where it is int.";

    /// <summary>What a comment says of a pass that serves the single step.</summary>
    public const string OfSteps = "The first time step alone where TSteps is OneStep.";

    /// <summary>The condition for what only tokens need.</summary>
    public const string IsToken = "typeof(TInput) == typeof(int)";

    /// <summary>The condition for what a single step alone does.</summary>
    public const string IsOneStep = "typeof(TSteps) == typeof(§OneStep)";

    /// <summary>The parameters.</summary>
    /// <param name="input">What the kernel reads.</param>
    /// <param name="servesStep">Whether it is a pass over a sequence and a single step.</param>
    public static string Parameters(InputForm input, bool servesStep = false) =>
        List(input == InputForm.Either ? "TInput" : null, servesStep ? "TSteps" : null);

    /// <summary>The arguments for them.</summary>
    /// <param name="kernel">What the kernel reads.</param>
    /// <param name="input">What the caller has.</param>
    /// <param name="steps">The type for the number of steps, where the kernel has one.</param>
    public static string Arguments(InputForm kernel, InputForm input, string? steps = null) =>
        List(kernel == InputForm.Either ? InputText.ElementType(input) : null, steps);

    private static string List(string? first, string? second) => (first, second) switch
    {
        (null, null) => "",
        (null, _) => $"<{second}>",
        (_, null) => $"<{first}>",
        _ => $"<{first}, {second}>",
    };
}
