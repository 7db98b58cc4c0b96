namespace UnrolledRnn.Text;

/// <summary>Puts logits through processors, one after the other, and chooses from what they leave.</summary>
public sealed class SamplerChain : ITokenSampler
{
    private readonly ILogitsProcessor[] _processors;
    private readonly ITokenSampler _sampler;

    /// <summary>Creates a chain.</summary>
    /// <param name="processors">In the order in which logits go through them; usually penalties, temperature, top-k, top-p.</param>
    /// <param name="sampler">Chooses.</param>
    public SamplerChain(IEnumerable<ILogitsProcessor> processors, ITokenSampler sampler)
    {
        ArgumentNullException.ThrowIfNull(processors);
        ArgumentNullException.ThrowIfNull(sampler);
        _processors = [.. processors];
        _sampler = sampler;
        foreach (ILogitsProcessor processor in _processors)
        {
            ArgumentNullException.ThrowIfNull(processor, nameof(processors));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public int Sample(Span<float> logits)
    {
        foreach (ILogitsProcessor processor in _processors)
        {
            processor.Process(logits);
        }

        return _sampler.Sample(logits);
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        foreach (ILogitsProcessor processor in _processors)
        {
            processor.Accept(token);
        }

        _sampler.Accept(token);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (ILogitsProcessor processor in _processors)
        {
            processor.Reset();
        }

        _sampler.Reset();
    }
}
