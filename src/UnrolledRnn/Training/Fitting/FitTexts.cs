namespace UnrolledRnn.Training;

/// <summary>The texts that travel with a fitted model.</summary>
internal static class FitTexts
{
    /// <summary>The texts of the caller, and the normalisations.</summary>
    /// <exception cref="ArgumentException">The caller uses a key of the library.</exception>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> texts, Normalization? inputs, Normalization? targets)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var all = new Dictionary<string, string>(texts);
        foreach (string key in (string[])[Normalization.InputsKey, Normalization.TargetsKey, FitHistory.Key])
        {
            if (all.ContainsKey(key))
            {
                throw new ArgumentException($"Expected texts under keys of your own, got '{key}'.", nameof(texts));
            }
        }

        if (inputs is not null)
        {
            all[Normalization.InputsKey] = inputs.ToString();
        }

        if (targets is not null)
        {
            all[Normalization.TargetsKey] = targets.ToString();
        }

        return all;
    }
}
