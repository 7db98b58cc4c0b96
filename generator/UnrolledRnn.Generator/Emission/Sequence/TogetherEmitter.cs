using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the output layer for several steps or streams together, so that its weights are read once for all. Every sum has the order of the
/// single step, and thus its bits.
/// </summary>
internal static class TogetherEmitter
{
    /// <summary>Prints it.</summary>
    /// <param name="scope">Where it goes.</param>
    /// <param name="layer">The plan's <see cref="KernelPlan.SharedOutput"/>.</param>
    /// <param name="many">What the layer goes through, as the comment calls it.</param>
    /// <param name="input">The reference to the first h.</param>
    /// <param name="inputStride">Floats from one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="output">The reference to the first outputs.</param>
    /// <param name="outputStride">Floats from those to the next.</param>
    public static void Emit(
        StepScope scope, DensePlan layer, string many, string input, string inputStride, int count, string output, string outputStride)
    {
        scope.Writer.Write($"// o = {DenseSymbols.Equation(layer, "h")} of {count} {many} together, so that each weight is read once for several");
        scope.Writer.Write(DenseSymbols.ManyRowDots(layer, input, inputStride, count, output, outputStride));
    }
}
