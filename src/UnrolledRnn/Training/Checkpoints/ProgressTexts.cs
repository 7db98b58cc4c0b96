using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>The progress of a training as texts of a checkpoint, and back.</summary>
internal static class ProgressTexts
{
    private const string StepKey = CheckpointNames.KeyPrefix + "step";
    private const string EpochKey = CheckpointNames.KeyPrefix + "epoch";
    private const string PositionKey = CheckpointNames.KeyPrefix + "position";
    private const string RandomKey = CheckpointNames.KeyPrefix + "random";

    /// <summary>The metadata keys of a progress.</summary>
    public static IReadOnlyList<string> Keys { get; } = [StepKey, EpochKey, PositionKey, RandomKey];

    /// <summary>Writes all but the free texts.</summary>
    public static void Write(TrainingProgress progress, SafetensorsHeader header)
    {
        header.Metadata[StepKey] = StateText.Of(progress.Step);
        header.Metadata[EpochKey] = StateText.Of(progress.Epoch);
        header.Metadata[PositionKey] = StateText.Of(progress.Position);
        header.Metadata[RandomKey] = string.Join(
            ",", progress.RandomStates.Select(state => state.ToString("x16", CultureInfo.InvariantCulture)));
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="ModelFormatException">Something is missing or no number.</exception>
    public static TrainingProgress Read(SafetensorsHeader header, string path)
    {
        return new()
        {
            Step = Number(StepKey),
            Epoch = Number(EpochKey),
            Position = Number(PositionKey),
            RandomStates = RandomStates(),
            Texts = ModelFile.Texts(header),
        };

        long Number(string key)
        {
            string? text = header.Metadata.GetValueOrDefault(key);
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new ModelFormatException(path, $"expected a whole number for '{key}', found '{text}'.");
        }

        ulong[] RandomStates()
        {
            string? text = header.Metadata.GetValueOrDefault(RandomKey);
            string[] texts = string.IsNullOrEmpty(text) ? [] : text.Split(',');
            return [.. texts.Select(state =>
                ulong.TryParse(state, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits)
                    ? bits
                    : throw new ModelFormatException(path, $"expected hexadecimal numbers for '{RandomKey}', found '{text}'."))];
        }
    }
}
