using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>Runs a model that reads tokens by a generated class.</summary>
/// <typeparam name="TNetwork">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class GeneratedTokenRunner<TNetwork> : NetworkRunner
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly GeneratedRunner<TNetwork> _vectors;

    /// <summary>Takes a network that has its parameters.</summary>
    /// <param name="network">The network.</param>
    public GeneratedTokenRunner(TNetwork network)
        : base(typeof(TNetwork).Name, TNetwork.Shape.StateSize)
    {
        _vectors = new GeneratedRunner<TNetwork>(network);
        _network = network;
    }

    /// <inheritdoc/>
    public override void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state) => _vectors.Step(input, output, state);

    /// <inheritdoc/>
    public override void Step(int token, Span<float> output, Span<float> state) => _network.Step(token, output, state);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> state) =>
        _vectors.Forward(inputs, outputs, state);
}
