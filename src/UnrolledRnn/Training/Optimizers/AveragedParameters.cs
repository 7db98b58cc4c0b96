using System.Numerics.Tensors;

namespace UnrolledRnn.Training;

/// <summary>The running mean of parameters over the steps of a run, and its exchange for the parameters themselves.</summary>
internal sealed class AveragedParameters
{
    private readonly float[] _values;
    private readonly float[] _change;
    private long _count;
    private long _isSwapped;

    public AveragedParameters(int parameterCount)
    {
        _values = new float[parameterCount];
        _change = new float[parameterCount];
    }

    /// <summary>Whether there is anything to exchange for the parameters.</summary>
    public bool HasAny => _count > 0;

    /// <summary>Whether the parameters are the averages now, and the averages the parameters.</summary>
    public bool IsSwapped => _isSwapped != 0;

    /// <summary>The averages; empty before there are any.</summary>
    public ReadOnlySpan<float> Values => HasAny ? _values : default;

    /// <summary>Takes the parameters of one more step into the mean: a ← a + μ (p - a).</summary>
    /// <param name="parameters">The parameters behind the step.</param>
    /// <param name="weight">μ; at 1 the parameters are taken over bit for bit.</param>
    public void Add(ReadOnlySpan<float> parameters, float weight)
    {
        _count++;
        if (weight == 1)
        {
            parameters.CopyTo(_values);
            return;
        }

        TensorPrimitives.Subtract(parameters, _values, _change);
        TensorPrimitives.Multiply(_change, weight, _change);
        TensorPrimitives.Add(_values, _change, _values);
    }

    /// <summary>Exchanges parameters and averages; before there are averages, they are the parameters.</summary>
    public void Swap(Span<float> parameters)
    {
        if (HasAny)
        {
            parameters.CopyTo(_change);
            _values.CopyTo(parameters);
            _change.CopyTo(_values);
        }

        _isSwapped = 1 - _isSwapped;
    }

    /// <summary>Throws where the parameters are the averages: a step would mix the two.</summary>
    /// <exception cref="InvalidOperationException">They are.</exception>
    public void ThrowIfSwapped()
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException("The parameters are the averages now: call SwapAverages once more before the next step.");
        }
    }

    /// <summary>Shows the state.</summary>
    public void Visit(IStateVisitor visitor)
    {
        visitor.Count("averaged_steps", ref _count);
        visitor.Count("is_swapped", ref _isSwapped, least: 0, most: 1);
        visitor.PerParameter("ax", _values);
    }
}
