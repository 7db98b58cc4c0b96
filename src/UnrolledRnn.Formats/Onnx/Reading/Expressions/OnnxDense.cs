namespace UnrolledRnn.Formats;

/// <summary>A matrix product, with a bias or without.</summary>
internal sealed class OnnxDense(int number, string node, IReadOnlyList<OnnxColumn> operands, float[] weight, float[]? bias)
    : OnnxExpression(number, node, weight.Length / operands.Count, operands)
{
    /// <summary>[size, operands]</summary>
    public float[] Weight => weight;

    /// <summary>[size], or null.</summary>
    public float[]? Bias => bias;
}
