using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>The functions of a recurrent operator's cell.</summary>
internal static class OnnxCellFunctions
{
    /// <summary>Functions that have a parameter alpha; each takes one from a list.</summary>
    private static readonly string[] s_withAlpha = ["AFFINE", "LEAKYRELU", "THRESHOLDEDRELU", "SCALEDTANH", "HARDSIGMOID", "ELU"];

    private static readonly string[] s_withBeta = ["AFFINE", "SCALEDTANH", "HARDSIGMOID"];

    /// <summary>The functions: of an Elman cell one; else of the gates, then of the candidate.</summary>
    public static LayerActivation[] Read(OnnxCall call, RnnCell cell, int directions)
    {
        string[] usual = cell switch
        {
            RnnCell.Lstm => ["Sigmoid", "Tanh", "Tanh"],
            RnnCell.Gru or RnnCell.GruResetBefore => ["Sigmoid", "Tanh"],
            _ => ["Tanh"],
        };
        string[] names = call.Attribute("activations")?.Texts is [_, ..] given ? [.. given] : [.. usual, .. directions == 2 ? usual : []];
        if (names.Length != directions * usual.Length)
        {
            throw call.Refuse($"there are {names.Length} activations, expected {directions * usual.Length}");
        }

        var alphas = new Queue<float>(call.Attribute("activation_alpha")?.Floats ?? []);
        var betas = new Queue<float>(call.Attribute("activation_beta")?.Floats ?? []);
        LayerActivation[] functions = Array.ConvertAll(names, name =>
        {
            (float alpha, float beta) = OnnxFunctionOperators.Defaults(name);
            string upper = name.ToUpperInvariant();
            alpha = s_withAlpha.Contains(upper) && alphas.TryDequeue(out float givenAlpha) ? givenAlpha : alpha;
            beta = s_withBeta.Contains(upper) && betas.TryDequeue(out float givenBeta) ? givenBeta : beta;
            return OnnxFunctionOperators.Of(name, alpha, beta) ?? throw call.Refuse(string.Create(
                CultureInfo.InvariantCulture, $"no cell here has the activation {name} with alpha = {alpha} and beta = {beta}"));
        });
        bool hasParameters = names.Any(name => s_withAlpha.Contains(name.ToUpperInvariant()));
        if (hasParameters && alphas.Count + betas.Count > 0)
        {
            throw call.Refuse("activation_alpha or activation_beta have more values than there are activations that take one");
        }

        LayerActivation[] first = functions[..usual.Length];
        if (!functions.AsSpan(functions.Length - usual.Length).SequenceEqual(first))
        {
            throw call.Refuse($"its directions have different activations: {string.Join(", ", names)}");
        }

        return cell == RnnCell.Lstm && first[1] != first[2]
            ? throw call.Refuse(
                $"the activation of the candidate is {names[1]}, but that of c is {names[2]}; an LSTM here has one for both")
            : first;
    }
}
