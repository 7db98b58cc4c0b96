using System.Collections.Concurrent;

namespace NetworkApp1;

/// <summary>The streams of values that a service remembers, each by its name.</summary>
/// <param name="network">The network of all.</param>
internal sealed class Streams(Smoother network)
{
    private readonly ConcurrentDictionary<string, Stream> _streams = new();

    /// <summary>The outputs for the next values of a stream, which begins with its first ones.</summary>
    public float[] Next(string name, ReadOnlySpan<float> values)
    {
        Stream stream = _streams.GetOrAdd(name, _ => new Stream());
        float[] outputs = new float[values.Length];
        lock (stream)
        {
            for (int i = 0; i < values.Length; i++)
            {
                outputs[i] = network.Step(values[i], ref stream.State);
            }
        }

        return outputs;
    }

    /// <summary>Forgets a stream.</summary>
    public bool End(string name) => _streams.TryRemove(name, out _);

    private sealed class Stream
    {
        public Smoother.State State;
    }
}
