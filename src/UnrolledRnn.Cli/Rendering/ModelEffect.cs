using System.Numerics.Tensors;
using NAudio.Wave;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>
/// What a model makes of samples: one that reads as many values as there are channels takes all of them, one of a single input and output
/// runs once for each channel, each with its own state.
/// </summary>
internal sealed class ModelEffect : ISampleProvider
{
    private readonly ISampleProvider _source;
    private readonly IReadOnlyList<RecurrentModel> _models;
    private readonly float _gain;
    private float[] _inputs = [];
    private float[] _channel = [];

    /// <summary>Puts models behind a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="models">One for all channels, or one for each.</param>
    /// <param name="gain">What the samples are multiplied by in front of the models.</param>
    public ModelEffect(ISampleProvider source, IReadOnlyList<RecurrentModel> models, float gain)
    {
        _source = source;
        _models = models;
        _gain = gain;
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(
            source.WaveFormat.SampleRate, models.Count == 1 ? models[0].OutputSize : models.Count);
    }

    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; }

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        int frames = buffer.Length / WaveFormat.Channels;
        int channels = _source.WaveFormat.Channels;
        if (_inputs.Length < frames * channels)
        {
            _inputs = new float[frames * channels];
            _channel = new float[frames];
        }

        Span<float> inputs = _inputs.AsSpan(0, frames * channels);
        _source.Read(inputs);
        TensorPrimitives.Multiply(inputs, _gain, inputs);
        if (_models.Count == 1)
        {
            _models[0].Forward(inputs, buffer);
            return buffer.Length;
        }

        Span<float> channel = _channel.AsSpan(0, frames);
        for (int i = 0; i < channels; i++)
        {
            for (int t = 0; t < frames; t++)
            {
                channel[t] = inputs[(t * channels) + i];
            }

            _models[i].Forward(channel, channel);
            for (int t = 0; t < frames; t++)
            {
                buffer[(t * channels) + i] = channel[t];
            }
        }

        return buffer.Length;
    }
}
