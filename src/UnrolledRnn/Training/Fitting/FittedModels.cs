using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>Reads networks together with their normalisations.</summary>
public static class FittedModel
{
    /// <summary>Reads a model.</summary>
    /// <param name="path">A file of <see cref="FittedModel{TNetwork}.Save"/> or <see cref="ModelFile"/>, or a checkpoint.</param>
    /// <inheritdoc cref="ModelFile.Load{TNetwork}(string, bool)" path="/exception"/>
    public static FittedModel<TNetwork> Load<TNetwork>(string path)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = ModelFile.Load<TNetwork>(path, out IReadOnlyDictionary<string, string> texts);
        try
        {
            string[] own = [Normalization.InputsKey, Normalization.TargetsKey, FitHistory.Key, SafetensorsWriter.FormatKey];
            return new FittedModel<TNetwork>(
                network,
                Normalization.Find(texts, Normalization.InputsKey),
                Normalization.Find(texts, Normalization.TargetsKey),
                texts.Where(text => !own.Contains(text.Key)).ToDictionary());
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new ModelFormatException(path, $"the normalisation cannot be read: {exception.Message}");
        }
    }
}
