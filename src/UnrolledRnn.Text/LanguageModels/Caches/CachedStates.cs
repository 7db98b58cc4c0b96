using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>The last states of a text and the tokens behind them; everything is allocated by the constructor.</summary>
internal sealed class CachedStates
{
    private readonly int _hidden;
    private readonly int _size;
    private readonly float[] _states;
    private readonly int[] _tokens;
    private readonly float[] _weights;
    private int _next;

    /// <summary>An empty cache.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="shape">The network.</param>
    /// <exception cref="ArgumentException">The network has no recurrent layer.</exception>
    public CachedStates(NeuralCache settings, NetworkShape shape)
    {
        Settings = settings;
        (_hidden, _size) = LastHidden(shape);
        _states = new float[checked(settings.Window * _size)];
        _tokens = new int[settings.Window];
        _weights = new float[settings.Window];
    }

    private CachedStates(CachedStates other)
    {
        Settings = other.Settings;
        (_hidden, _size, _next, Count) = (other._hidden, other._size, other._next, other.Count);
        _states = [.. other._states];
        _tokens = [.. other._tokens];
        _weights = new float[_tokens.Length];
    }

    /// <summary>The settings.</summary>
    public NeuralCache Settings { get; }

    /// <summary>States that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Where h of the last recurrent layer lies in a state, and its size.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static (int Start, int Size) LastHidden(NetworkShape shape)
    {
        // A state has h and then c of each layer, each on cache lines of its own.
        int end = 0;
        (int Start, int Size) last = (0, 0);
        foreach (RecurrentLayerShape layer in shape.Recurrent)
        {
            last = (end, layer.OutputSize);
            end += new GateLayout(layer.OutputSize, 1).Stride;
            end += layer.Cell == RnnCell.Lstm ? new GateLayout(layer.HiddenSize, 1).Stride : 0;
        }

        return last.Size > 0
            ? last
            : throw new ArgumentException(
                $"Expected a network with a recurrent layer for a cache of its states, got {shape}.", nameof(shape));
    }

    /// <summary>A cache with the same content.</summary>
    public CachedStates Copy() => new(this);

    /// <summary>Adds a state and the token behind it, and forgets the oldest one where there are too many.</summary>
    /// <param name="state">The state of the network.</param>
    /// <param name="token">The token.</param>
    public void Add(ReadOnlySpan<float> state, int token)
    {
        state.Slice(_hidden, _size).CopyTo(_states.AsSpan(_next * _size, _size));
        _tokens[_next] = token;
        _next = (_next + 1) % _tokens.Length;
        Count = Math.Min(Count + 1, _tokens.Length);
    }

    /// <summary>Mixes the cache into the probability of a token; an empty cache leaves it as it is.</summary>
    /// <param name="state">The state of the network.</param>
    /// <param name="token">The token.</param>
    /// <param name="logProbability">That of the network, in nats.</param>
    public double Mix(ReadOnlySpan<float> state, int token, double logProbability)
    {
        if (Count == 0)
        {
            return logProbability;
        }

        double sum = Weigh(state);
        double same = 0;
        for (int i = 0; i < Count; i++)
        {
            same += _tokens[i] == token ? _weights[i] : 0;
        }

        double lambda = Settings.Lambda;
        return same == 0
            ? logProbability + Math.Log(1 - lambda)
            : Math.Log(((1 - lambda) * Math.Exp(logProbability)) + (lambda * (same / sum)));
    }

    /// <summary>Mixes the cache, as <see cref="Mix"/> has weighed it, into the probabilities of all tokens.</summary>
    /// <param name="probabilities">One for each token, replaced.</param>
    public void MixAll(Span<float> probabilities)
    {
        if (Count == 0)
        {
            return;
        }

        TensorPrimitives.Multiply(probabilities, 1 - Settings.Lambda, probabilities);
        float factor = (float)(Settings.Lambda / Sum());
        for (int i = 0; i < Count; i++)
        {
            probabilities[_tokens[i]] += factor * _weights[i];
        }
    }

    /// <summary>The weights e^(θ h·h_i), relative to the largest, and their sum.</summary>
    private double Weigh(ReadOnlySpan<float> state)
    {
        ReadOnlySpan<float> hidden = state.Slice(_hidden, _size);
        Span<float> weights = _weights.AsSpan(0, Count);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Settings.Theta * TensorPrimitives.Dot(hidden, _states.AsSpan(i * _size, _size));
        }

        TensorPrimitives.Subtract(weights, TensorPrimitives.Max<float>(weights), weights);
        TensorPrimitives.Exp<float>(weights, weights);
        return Sum();
    }

    private double Sum()
    {
        double sum = 0;
        foreach (float weight in _weights.AsSpan(0, Count))
        {
            sum += weight;
        }

        return sum;
    }
}
