using System.Globalization;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Checks values that are each allowed, but not together.</summary>
internal static class OptionChecks
{
    public static void Check(NetworkSpec spec, AttributeSyntaxView syntax, LocationInfo location, List<DiagnosticInfo> diagnostics)
    {
        if (BufferSizes.FirstTooLarge(spec) is (string buffer, decimal length, int max))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.TooLarge,
                location,
                buffer,
                length.ToString("N0", CultureInfo.InvariantCulture),
                max.ToString("N0", CultureInfo.InvariantCulture)));
        }

        if (spec.OutputActivation == OutputFunction.Softmax && spec.OutputSize == 1)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SoftmaxOfOne, syntax.OfProperty("OutputActivation")));
        }

        if (spec.Residual && (spec.OutputSize > spec.InputSize || spec.OutputActivation == OutputFunction.Softmax))
        {
            string reason = spec.OutputSize > spec.InputSize
                ? $"there are {spec.OutputSize} outputs and only {spec.InputSize} inputs"
                : "probabilities plus inputs are none";
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.ResidualImpossible, syntax.OfProperty("Residual"), reason));
        }

        if (spec.Initialization == InitializationScheme.Identity && spec.Recurrent.FirstOrDefault(layer => layer.Cell >= Cell.Lstm) is RecurrentSpec gated)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.IdentityOfGates, syntax.OfProperty("Initialization"), gated.Cell.ToString()));
        }

        if (spec.IsBidirectional)
        {
            foreach ((string option, bool isSet) in new[] { ("Activations", spec.Activations != Precision.Accurate), ("Weights", spec.Weights != Storage.Float32), ("Unroll", spec.Unroll != UnrollRequest.Auto) })
            {
                if (isSet)
                {
                    diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.OptionOfSteps, syntax.OfProperty(option), option));
                }
            }
        }
    }
}
