using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Draws the parameters of a new network, tensor by tensor in PyTorch's row-major order, whatever order the kernels want.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitialization
{
    /// <summary>Normally distributed values of mean 0.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="buffer">The parameter buffer that holds it.</param>
    /// <param name="variance">The square of their spread.</param>
    /// <param name="random">The source, moved on.</param>
    public static void Gaussian(ParameterTensor tensor, Span<float> buffer, double variance, ref SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        float[] values = new float[tensor.Count];
        double deviation = Math.Sqrt(variance);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * random.NextGaussian());
        }

        tensor.CopyFrom(values, buffer);
    }

    /// <summary>Uniform values in ±1/sqrt(fanIn).</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="buffer">The parameter buffer that holds it.</param>
    /// <param name="fanIn">PyTorch takes the hidden size, for every tensor.</param>
    /// <param name="random">The source, moved on.</param>
    public static void Uniform(ParameterTensor tensor, Span<float> buffer, int fanIn, ref SeededRandom random)
    {
        UniformIn(tensor, buffer, 1 / Math.Sqrt(fanIn), ref random);
    }

    /// <summary>Uniform values in ±bound.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="buffer">The parameter buffer that holds it.</param>
    /// <param name="bound">Where the values end on either side; no value is at an end, but for rounding to float.</param>
    /// <param name="random">The source, moved on.</param>
    public static void UniformIn(ParameterTensor tensor, Span<float> buffer, double bound, ref SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        float[] values = new float[tensor.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }

        tensor.CopyFrom(values, buffer);
    }

    /// <summary>One value for the bias of one gate, such as 1 for an LSTM that is to remember.</summary>
    /// <param name="tensor">A bias with a row for each gate and unit.</param>
    /// <param name="buffer">The parameter buffer that holds it.</param>
    /// <param name="gate">From 0.</param>
    /// <param name="value">The value.</param>
    public static void GateBias(ParameterTensor tensor, Span<float> buffer, int gate, float value)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        float[] values = new float[tensor.Count];
        tensor.CopyTo(buffer, values);
        int hiddenSize = tensor.Gates?.HiddenSize ?? tensor.Count;
        values.AsSpan(gate * hiddenSize, hiddenSize).Fill(value);
        tensor.CopyFrom(values, buffer);
    }

    /// <summary>The identity matrix.</summary>
    /// <param name="tensor">The tensor; ones where row and column are equal.</param>
    /// <param name="buffer">The parameter buffer that holds it.</param>
    public static void Identity(ParameterTensor tensor, Span<float> buffer)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        float[] values = new float[tensor.Count];
        int columns = tensor.Columns ?? 1;
        for (int i = 0; i < Math.Min(tensor.Rows, columns); i++)
        {
            values[(i * columns) + i] = 1;
        }

        tensor.CopyFrom(values, buffer);
    }
}
