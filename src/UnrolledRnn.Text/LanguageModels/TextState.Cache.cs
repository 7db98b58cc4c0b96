namespace UnrolledRnn.Text;

public sealed partial class TextState
{
    private CachedStates? _cache;

    /// <summary>
    /// A cache of the states of what is read from now on, which becomes part of what <see cref="Score"/> says; null, as at first, for none.
    /// Setting it begins an empty one. <see cref="Logits"/>, and so what is generated, stay those of the network; a fork has a copy, and
    /// saved bytes have none.
    /// </summary>
    /// <exception cref="ArgumentException">The network has no recurrent layer.</exception>
    public NeuralCache? Cache
    {
        get => _cache?.Settings;
        set => _cache = value is null ? null : new CachedStates(value, Model.Shape);
    }
}
