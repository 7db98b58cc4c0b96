using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>What a model says of itself, as metadata_props: two numbers with names of their own, and texts.</summary>
/// <param name="SampleRate">Samples in a second, or null.</param>
/// <param name="PrewarmSeconds">Seconds of zeros that it wants to have heard.</param>
/// <param name="Texts">The rest.</param>
internal sealed record OnnxMetadata(double? SampleRate, double PrewarmSeconds, IReadOnlyDictionary<string, string> Texts)
{
    private const string RateKey = "sample_rate";
    private const string PrewarmKey = "prewarm_seconds";
    private const double MostHertz = 1e9;
    private const double MostSeconds = 3600;

    /// <summary>Sorts the entries of a file; a number that is none stays a text.</summary>
    public static OnnxMetadata Of(IEnumerable<(string Key, string Value)> entries)
    {
        double? rate = null;
        double prewarm = 0;
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string key, string value) in entries)
        {
            bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            if (key == RateKey && isNumber && number is > 0 and < MostHertz)
            {
                rate = number;
            }
            else if (key == PrewarmKey && isNumber && number is >= 0 and < MostSeconds)
            {
                prewarm = number;
            }
            else
            {
                texts[key] = value;
            }
        }

        return new OnnxMetadata(rate, prewarm, texts);
    }

    /// <summary>The entries of a model.</summary>
    public static IEnumerable<(string Key, string Value)> Of(ModelDescription model)
    {
        if (model.SampleRate is double rate)
        {
            yield return (RateKey, rate.ToString("R", CultureInfo.InvariantCulture));
        }

        if (model.PrewarmSeconds > 0)
        {
            yield return (PrewarmKey, model.PrewarmSeconds.ToString("R", CultureInfo.InvariantCulture));
        }

        foreach ((string key, string value) in model.Metadata.Where(entry => entry.Key is not (RateKey or PrewarmKey)))
        {
            yield return (key, value);
        }
    }
}
