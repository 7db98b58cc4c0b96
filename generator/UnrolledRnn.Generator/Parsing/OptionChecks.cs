using System.Globalization;
using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Checks values that are each allowed, but not together.</summary>
internal static class OptionChecks
{
    /// <summary>Properties of the output layer.</summary>
    private static readonly string[] OutputOptions = ["OutputActivation", "OutputBias", "TieOutput"];

    public static void Check(
        NetworkSpec spec,
        IReadOnlyDictionary<string, int> sizes,
        IReadOnlyList<DeclaredLayer> layers,
        OptionReader options,
        AttributeSyntaxView syntax,
        List<DiagnosticInfo> diagnostics)
    {
        if (SizeChecks.FirstTooLarge(spec) is OversizedBuffer buffer)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.TooLarge,
                buffer.Culprit(sizes, layers, syntax),
                buffer.Name,
                buffer.Length.ToString("N0", CultureInfo.InvariantCulture),
                buffer.Unit,
                buffer.Max.ToString("N0", CultureInfo.InvariantCulture)));
            return;
        }

        int outputSize = sizes["outputSize"];
        CheckOutput(spec, outputSize, options, syntax, diagnostics);
        if (spec.Residual && (outputSize > spec.InputSize || !spec.OutputActivation.IsElementwise))
        {
            string reason = outputSize > spec.InputSize
                ? $"there are {outputSize} outputs and only {spec.InputSize} inputs"
                : "probabilities plus inputs are none";
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.ResidualImpossible, syntax.OfProperty("Residual"), reason));
        }

        CheckInitialization(spec, syntax, diagnostics);
        if (spec.InitialState == SequenceStart.Learned && !spec.Recurrent.Any())
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.NoState, syntax.OfProperty("InitialState")));
        }

        if (spec.IsBidirectional)
        {
            CheckBidirectional(spec, syntax, diagnostics);
        }
        else if (spec.Activations == Precision.Fast && !Functions(spec).Any(function => function.HasFastForm))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.OptionOfNetwork,
                syntax.OfProperty("Activations"),
                "Activations",
                "only Tanh and Sigmoid have a fast form, and no layer has either"));
        }
    }

    private static void CheckInitialization(NetworkSpec spec, AttributeSyntaxView syntax, List<DiagnosticInfo> diagnostics)
    {
        if (spec.Initialization == InitializationScheme.Identity
            && spec.Recurrent.FirstOrDefault(layer => !CellDefinition.Of(layer).StartsFromIdentity) is RecurrentSpec gated)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.IdentityOfGates, syntax.OfProperty("Initialization"), gated.Cell.ToString()));
        }

        if (spec.Initialization == InitializationScheme.UniformForgetOne
            && spec.Recurrent.All(layer => CellDefinition.Of(layer).ForgetGate is null))
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.OptionOfNetwork,
                syntax.OfProperty("Initialization"),
                "UniformForgetOne",
                "it starts the forget biases of LSTM layers at 1, and there is no such layer"));
        }
    }

    private static void CheckOutput(
        NetworkSpec spec, int outputSize, OptionReader options, AttributeSyntaxView syntax, List<DiagnosticInfo> diagnostics)
    {
        if (spec.Layers[spec.Layers.Count - 1] is not DenseSpec { IsOutput: true } output)
        {
            if (spec.OutputSize != outputSize)
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.OutputSizeDiffers,
                    syntax.OfProperty("Output"),
                    outputSize.ToString(CultureInfo.InvariantCulture),
                    spec.OutputSize.ToString(CultureInfo.InvariantCulture)));
            }

            if (OutputOptions.FirstOrDefault(options.IsSet) is string option)
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.OptionOfOutput, syntax.OfProperty(option), option));
            }

            return;
        }

        if (!output.Activation.IsElementwise && outputSize == 1)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SoftmaxOfOne, syntax.OfProperty("OutputActivation")));
        }

        if (output.IsTied && TieProblem(spec) is string problem)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.TieImpossible, syntax.OfProperty("TieOutput"), problem));
        }
    }

    /// <summary>Every function that the network applies.</summary>
    private static IEnumerable<ActivationFunction> Functions(NetworkSpec spec) =>
        spec.Layers.SelectMany<LayerSpec, ActivationFunction>(layer => layer switch
        {
            RecurrentSpec recurrent => CellDefinition.Of(recurrent).Activations,
            DenseSpec dense => [dense.Activation],
            ActivationSpec activation => [activation.Activation],
            _ => [],
        });

    private static string? TieProblem(NetworkSpec spec)
    {
        int width = spec.Sizes[spec.Layers.Count - 1];
        return spec.Layers[0] is not EmbeddingSpec embedding ? "the network's first layer is no [EmbeddingLayer]"
            : spec.OutputSize != spec.InputSize ? $"outputSize is {spec.OutputSize}, and the table has {spec.InputSize} rows"
            : embedding.Size != width ? $"the last layer gives {width} values, and a row of the table has {embedding.Size}; let them be equal"
            : null;
    }

    private static void CheckBidirectional(NetworkSpec spec, AttributeSyntaxView syntax, List<DiagnosticInfo> diagnostics)
    {
        foreach ((string option, bool isSet) in new[]
        {
            ("Activations", spec.Activations != Precision.Accurate),
            ("Weights", spec.HasNarrowWeights),
            ("Unroll", spec.Unroll != UnrollRequest.Auto),
        })
        {
            if (isSet)
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.OptionOfSteps, syntax.OfProperty(option), option));
            }
        }
    }
}
