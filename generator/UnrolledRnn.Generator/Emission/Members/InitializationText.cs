using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>How new parameters are drawn, in words, of the layers that a network has.</summary>
internal static class InitializationText
{
    public static string Of(NetworkSpec spec)
    {
        List<string> parts = spec.Initialization == InitializationScheme.Identity ? [.. Identity(spec)] : [.. Uniform(spec)];
        if (spec.Layers.OfType<EmbeddingSpec>().FirstOrDefault() is EmbeddingSpec embedding)
        {
            parts.Add(embedding.UniformRange > 0 ? $"E uniform in ±{Expressions.Decimal(embedding.UniformRange)}" : "E ~ N(0, 1)");
        }

        if (spec.LearnsInitialState)
        {
            parts.Add("initial state 0");
        }

        return parts.Count == 0 ? "nothing to draw" : string.Join(", ", parts);
    }

    private static IEnumerable<string> Identity(NetworkSpec spec)
    {
        if (spec.Recurrent.Any())
        {
            bool readsInput = spec.Layers[0] is RecurrentSpec && spec.Recurrent.Count() == 1;
            yield return $"W_ih ~ N(0, 2/{(readsInput ? "nIn" : "its inputs")})";
            yield return "W_hh = I";
        }

        DenseSpec[] dense = [.. Dense(spec)];
        if (dense.Length > 0)
        {
            yield return dense.All(layer => layer.IsOutput) ? "W_ho ~ N(0, 2/nOut)" : "W of a dense layer ~ N(0, 2/its outputs)";
        }

        if (spec.Recurrent.Any(layer => layer.HasBias) || spec.Layers.OfType<DenseSpec>().Any(layer => layer.HasBias))
        {
            yield return "biases 0";
        }
    }

    private static IEnumerable<string> Uniform(NetworkSpec spec)
    {
        DenseSpec[] dense = [.. spec.Layers.OfType<DenseSpec>()];
        string recurrentDrawn = Drawn(spec.Recurrent.Any(), spec.Recurrent.Any(layer => layer.HasBias));
        string denseDrawn = Drawn(Dense(spec).Any(), dense.Any(layer => layer.HasBias));
        if (recurrentDrawn.Length > 0)
        {
            yield return $"{recurrentDrawn} of a recurrent layer uniform in ±1/sqrt(its units)";
        }

        if (denseDrawn.Length > 0)
        {
            yield return denseDrawn == recurrentDrawn
                ? "of a dense layer in ±1/sqrt(its inputs)"
                : $"{denseDrawn} of a dense layer uniform in ±1/sqrt(its inputs)";
        }

        if (spec.Initialization == InitializationScheme.UniformForgetOne
            && spec.Recurrent.Any(layer => layer.Cell == Cell.Lstm && layer.HasBias))
        {
            yield return "LSTM forget biases 1";
        }
    }

    /// <summary>The dense layers with weights of their own.</summary>
    private static IEnumerable<DenseSpec> Dense(NetworkSpec spec) => spec.Layers.OfType<DenseSpec>().Where(layer => !layer.IsTied);

    private static string Drawn(bool hasWeight, bool hasBias) => (hasWeight, hasBias) switch
    {
        (true, true) => "every weight and bias",
        (true, false) => "every weight",
        (false, true) => "every bias",
        _ => "",
    };
}
