using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>The running models for the channels of a sound.</summary>
internal static class AudioModels
{
    /// <summary>How many models a sound needs: one that reads all channels, or one for each.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its file, for the message.</param>
    /// <param name="channels">Channels of the sound.</param>
    /// <exception cref="IOException">The model is none for this sound.</exception>
    public static int CountFor(ModelDescription model, string name, int channels)
    {
        string? problem = model switch
        {
            { IsBidirectional: true } => "it reads sequences both ways, which a sound of any length is not for",
            { TakesTokens: true } => "it reads tokens, not samples",
            { Outputs: not SequenceOutputs.EveryStep } => $"its outputs are {model.Outputs}, not one for each sample",
            { SampleRate: < 1 or > 1_000_000 } => $"its sample rate is {model.SampleRate} Hz",
            _ when model.InputSize == channels => null,
            { InputSize: 1, OutputSize: 1 } => null,
            { InputSize: 1 } => $"it makes {model.OutputSize} values of each sample, which is for a file of 1 channel, not {channels}",
            _ => $"it reads {model.InputSize} values a step, but the file has {channels} channel{(channels == 1 ? "" : "s")}",
        };
        return problem is not null ? throw new IOException($"{name}: not for this sound: {problem}.")
            : model.InputSize == channels ? 1 : channels;
    }

    /// <summary>Opens models that run by the best code there is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many.</param>
    /// <param name="options">How they are run.</param>
    public static IReadOnlyList<RecurrentModel> Open(ModelDescription model, int count, RecurrentModelOptions options)
    {
        RecurrentModel first = RecurrentModel.Open(model, options);
        List<RecurrentModel> models = [first];
        while (models.Count < count)
        {
            // Silence need not be heard again.
            RecurrentModel next = RecurrentModel.Open(model, options with { PrewarmSeconds = 0 });
            first.State.CopyTo(next.State);
            models.Add(next);
        }

        return models;
    }
}
