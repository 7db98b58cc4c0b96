using System.IO.Enumeration;

namespace UnrolledRnn.Training;

/// <summary>
/// Which parameters of a network learn faster or slower than others, decay or not, or stay as they are, by tensor. Set it as
/// <see cref="Optimizer.Groups"/>; it may be changed between steps, as for layers that are thawed one after the other.
/// </summary>
/// <remarks>
/// Tensors are named by patterns: <c>*</c> stands for any characters, <c>?</c> for one. A pattern or condition that no tensor meets is
/// refused. A frozen parameter keeps its state too. One that is thawed late meets Adam's bias corrections of the whole run, which are 1 by
/// then: its first step is (1 - β1) / sqrt(1 - β2) = 3.2 times as large as the first one of a run.
/// </remarks>
/// <example>
/// <code>
/// optimizer.Groups = ParameterGroups.Of(network)
///     .WithoutDecayOfVectors()
///     .SetRate("embedding.*", 0.1f)
///     .Freeze("rnn.*_l0");
/// </code>
/// </example>
public sealed class ParameterGroups
{
    private readonly ParameterTensors _tensors;
    private readonly float[] _tensorRates;
    private readonly float[] _tensorDecays;
    private readonly bool[] _isFrozen;
    private readonly ParameterFactors _factors;

    /// <summary>Creates groups in which all parameters are treated alike.</summary>
    /// <param name="tensors">The tensors of the network, <c>TNetwork.Tensors</c>.</param>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A tensor does not lie in a buffer of that length.</exception>
    public ParameterGroups(ParameterTensors tensors, int parameterCount)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        _factors = new ParameterFactors(tensors, parameterCount);
        _tensors = tensors;
        _tensorRates = [.. Enumerable.Repeat(1f, tensors.Count)];
        _tensorDecays = [.. Enumerable.Repeat(1f, tensors.Count)];
        _isFrozen = new bool[tensors.Count];
        for (int i = 0; i < tensors.Count; i++)
        {
            Spread(i);
        }
    }

    /// <summary>Values in the parameter buffer, padding included.</summary>
    public int ParameterCount => _factors.Rates.Length;

    /// <summary>Creates groups in which all parameters of a network are treated alike.</summary>
    /// <param name="network">The network.</param>
    public static ParameterGroups Of<TNetwork>(TNetwork network)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ParameterGroups(TNetwork.Tensors, network.Parameters.Length);
    }

    /// <summary>Multiplies the learning rate of some tensors.</summary>
    /// <param name="pattern">The names of the tensors.</param>
    /// <param name="factor">What the optimizer's rate is multiplied by; finite, at least 0, where 0 freezes.</param>
    /// <exception cref="ArgumentException">No tensor has such a name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is another number.</exception>
    public ParameterGroups SetRate(string pattern, float factor) =>
        Change(Named(pattern), nameof(pattern), _tensorRates, Hyperparameter.AtLeastZero(factor, nameof(factor)));

    /// <inheritdoc cref="SetRate(string, float)"/>
    /// <param name="condition">Tells the tensors.</param>
    /// <param name="factor">What the optimizer's rate is multiplied by; finite, at least 0, where 0 freezes.</param>
    public ParameterGroups SetRate(Func<ParameterTensor, bool> condition, float factor) =>
        Change(condition, nameof(condition), _tensorRates, Hyperparameter.AtLeastZero(factor, nameof(factor)));

    /// <summary>Multiplies the weight decay of some tensors.</summary>
    /// <param name="pattern">The names of the tensors.</param>
    /// <param name="factor">What the optimizer's decay is multiplied by; finite, at least 0, where 0 is no decay.</param>
    /// <exception cref="ArgumentException">No tensor has such a name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is another number.</exception>
    public ParameterGroups SetDecay(string pattern, float factor) =>
        Change(Named(pattern), nameof(pattern), _tensorDecays, Hyperparameter.AtLeastZero(factor, nameof(factor)));

    /// <inheritdoc cref="SetDecay(string, float)"/>
    /// <param name="condition">Tells the tensors.</param>
    /// <param name="factor">What the optimizer's decay is multiplied by; finite, at least 0, where 0 is no decay.</param>
    public ParameterGroups SetDecay(Func<ParameterTensor, bool> condition, float factor) =>
        Change(condition, nameof(condition), _tensorDecays, Hyperparameter.AtLeastZero(factor, nameof(factor)));

    /// <summary>Takes the weight decay off all tensors of one dimension: biases, gains of normalisations, learned initial states.</summary>
    public ParameterGroups WithoutDecayOfVectors()
    {
        for (int i = 0; i < _tensors.Count; i++)
        {
            if (_tensors[i].Columns is null)
            {
                _tensorDecays[i] = 0;
                Spread(i);
            }
        }

        return this;
    }

    /// <summary>
    /// Freezes some tensors: no step changes a bit of them or of their state, and <see cref="Trainer{TNetwork}"/> leaves their gradients
    /// out of the norm.
    /// </summary>
    /// <param name="pattern">The names of the tensors.</param>
    /// <exception cref="ArgumentException">No tensor has such a name.</exception>
    public ParameterGroups Freeze(string pattern) => Change(Named(pattern), nameof(pattern), _isFrozen, true);

    /// <inheritdoc cref="Freeze(string)"/>
    /// <param name="condition">Tells the tensors.</param>
    public ParameterGroups Freeze(Func<ParameterTensor, bool> condition) => Change(condition, nameof(condition), _isFrozen, true);

    /// <summary>Lets frozen tensors move again, with the factors that they had.</summary>
    /// <param name="pattern">The names of the tensors.</param>
    /// <exception cref="ArgumentException">No tensor has such a name.</exception>
    public ParameterGroups Unfreeze(string pattern) => Change(Named(pattern), nameof(pattern), _isFrozen, false);

    /// <inheritdoc cref="Unfreeze(string)"/>
    /// <param name="condition">Tells the tensors.</param>
    public ParameterGroups Unfreeze(Func<ParameterTensor, bool> condition) => Change(condition, nameof(condition), _isFrozen, false);

    /// <summary>What the learning rate of a tensor is multiplied by; 0 where it is frozen.</summary>
    /// <param name="name">PyTorch's name of the tensor.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public float RateOf(string name) => Rate(IndexOf(name));

    /// <summary>What the weight decay of a tensor is multiplied by.</summary>
    /// <inheritdoc cref="RateOf(string)"/>
    public float DecayOf(string name) => _tensorDecays[IndexOf(name)];

    /// <summary>Sets the gradients of what is frozen to 0, so that they do not count in a norm.</summary>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void ClearFrozen(Span<float> gradients) => _factors.ClearFrozen(gradients);

    /// <summary>The factor of the rate of each parameter, 0 for padding and what is frozen; empty without groups.</summary>
    internal static ReadOnlySpan<float> RateFactorsOf(ParameterGroups? groups) => groups is null ? default : groups._factors.Rates;

    /// <summary>The factor of the decay of each parameter; empty without groups.</summary>
    internal static ReadOnlySpan<float> DecayFactorsOf(ParameterGroups? groups) => groups is null ? default : groups._factors.Decays;

    /// <summary>Shows the factors of each tensor: a run goes on with the groups with which it was saved.</summary>
    internal void VisitSettings(IStateVisitor visitor)
    {
        for (int i = 0; i < _tensors.Count; i++)
        {
            visitor.Setting($"rate.{_tensors[i].Name}", Rate(i));
            visitor.Setting($"decay.{_tensors[i].Name}", _tensorDecays[i]);
        }
    }

    private static Func<ParameterTensor, bool> Named(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return tensor => FileSystemName.MatchesSimpleExpression(pattern, tensor.Name, ignoreCase: false);
    }

    private ParameterGroups Change<T>(Func<ParameterTensor, bool> condition, string parameterName, T[] settings, T value)
    {
        ArgumentNullException.ThrowIfNull(condition, parameterName);
        bool[] isMeant = [.. _tensors.Select(condition)];
        if (!isMeant.Contains(true))
        {
            throw new ArgumentException(
                $"Expected tensors among {string.Join(", ", _tensors.Select(tensor => tensor.Name))}, got none of them.", parameterName);
        }

        for (int i = 0; i < isMeant.Length; i++)
        {
            if (isMeant[i])
            {
                settings[i] = value;
                Spread(i);
            }
        }

        return this;
    }

    private int IndexOf(string name)
    {
        ParameterTensor tensor = _tensors[name];
        return Enumerable.Range(0, _tensors.Count).First(i => ReferenceEquals(_tensors[i], tensor));
    }

    private float Rate(int tensor) => _isFrozen[tensor] ? 0 : _tensorRates[tensor];

    private void Spread(int tensor) => _factors.Set(tensor, Rate(tensor), _tensorDecays[tensor]);
}
