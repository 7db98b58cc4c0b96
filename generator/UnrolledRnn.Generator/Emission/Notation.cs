using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The equations as comments write them.</summary>
internal static class Notation
{
    /// <summary>g(argument), with the declared g.</summary>
    public static string CellFunction(Cell cell, string argument = "a") => cell switch
    {
        Cell.Tanh => $"tanh({argument})",
        Cell.Relu => $"max({argument}, 0)",
        _ => $"sigmoid({argument})",
    };

    /// <summary>f(argument), with the declared f.</summary>
    public static string OutputFunction(OutputFunction function, string argument = "W_ho h + b_o") => function switch
    {
        Parsing.OutputFunction.Identity => argument,
        Parsing.OutputFunction.Relu => $"max({argument}, 0)",
        _ => $"{function.ToString().ToLowerInvariant()}({argument})",
    };
}
