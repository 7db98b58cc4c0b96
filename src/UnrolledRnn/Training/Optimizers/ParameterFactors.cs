using System.Numerics;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The factors of <see cref="ParameterGroups"/>, spread over the parameter buffer; padding has 0 and so is frozen.</summary>
internal sealed class ParameterFactors
{
    private readonly int[][] _indices;
    private readonly float[] _rates;
    private readonly float[] _decays;
    private readonly bool[] _isFrozen;

    /// <summary>Factors of 0 for all parameters.</summary>
    /// <exception cref="ArgumentException">A tensor does not lie in a buffer of that length.</exception>
    public ParameterFactors(ParameterTensors tensors, int parameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameterCount);
        _rates = new float[parameterCount];
        _decays = new float[parameterCount];
        _isFrozen = new bool[tensors.Count];
        _indices = [.. tensors.Select(tensor => Indices(tensor, parameterCount))];
    }

    /// <summary>The factor of the rate of each parameter.</summary>
    public ReadOnlySpan<float> Rates => _rates;

    /// <summary>The factor of the decay of each parameter.</summary>
    public ReadOnlySpan<float> Decays => _decays;

    /// <summary>Sets the factors of a tensor.</summary>
    public void Set(int tensor, float rate, float decay)
    {
        _isFrozen[tensor] = rate == 0;
        foreach (int index in _indices[tensor])
        {
            _rates[index] = rate;
            _decays[index] = decay;
        }
    }

    /// <summary>Sets the gradients of what is frozen to 0.</summary>
    public void ClearFrozen(Span<float> gradients)
    {
        Throw.IfLengthDiffers(gradients.Length, _rates.Length, nameof(gradients));
        if (Array.IndexOf(_isFrozen, true) < 0)
        {
            return;
        }

        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float rates = ref MemoryMarshal.GetArrayDataReference(_rates);
        int i = 0;
        for (; i <= gradients.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<int> isFrozen = Vector.Equals(Vector.LoadUnsafe(ref rates, (nuint)i), Vector<float>.Zero);
            Vector.ConditionalSelect(isFrozen, Vector<float>.Zero, Vector.LoadUnsafe(ref g, (nuint)i)).StoreUnsafe(ref g, (nuint)i);
        }

        for (; i < gradients.Length; i++)
        {
            gradients[i] = _rates[i] == 0 ? 0 : gradients[i];
        }
    }

    private static int[] Indices(ParameterTensor tensor, int parameterCount)
    {
        int[] indices = new int[tensor.Count];
        tensor.CopyIndices(indices);
        return Array.Exists(indices, index => index < 0 || index >= parameterCount)
            ? throw new ArgumentException(
                $"'{tensor.Name}' does not lie in a buffer of {parameterCount} parameters.", nameof(parameterCount))
            : indices;
    }
}
