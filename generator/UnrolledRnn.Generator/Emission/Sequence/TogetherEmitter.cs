using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the output layer for several steps or streams together, where it alone is behind the last recurrent layer and goes by rows of its
/// weights: these are then read once for all. Every sum has the order of the single step, and thus its bits.
/// </summary>
internal static class TogetherEmitter
{
    /// <summary>Prints it, where the network has such a layer.</summary>
    /// <param name="scope">Where it goes.</param>
    /// <param name="many">What the layer goes through, as the comment calls it.</param>
    /// <param name="input">The reference to the first h.</param>
    /// <param name="inputStride">Floats from one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="output">The reference to the first outputs.</param>
    /// <param name="outputStride">Floats from those to the next.</param>
    /// <returns>Whether it has.</returns>
    public static bool TryEmit(
        StepScope scope, string many, string input, string inputStride, int count, string output, string outputStride)
    {
        if (scope.Plan.Spec.Residual || scope.Plan.Behind.Count != 1 || scope.Plan.Behind[0] is not DensePlan layer
            || layer.Form != OutputForm.Rows || layer.StraightLineDots || !layer.Activation.IsIdentity)
        {
            return false;
        }

        scope.Writer.Write($"// o = {DenseSymbols.Equation(layer, "h")} of {count} {many} together, so that each weight is read once for several");
        scope.Writer.Write(DenseSymbols.ManyRowDots(layer, input, inputStride, count, output, outputStride));
        return true;
    }
}
