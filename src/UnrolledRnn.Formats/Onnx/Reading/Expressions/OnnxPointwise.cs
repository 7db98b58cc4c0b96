namespace UnrolledRnn.Formats;

/// <summary>A function of each value.</summary>
internal sealed class OnnxFunction(int number, string node, IReadOnlyList<OnnxColumn> operands, LayerActivation function)
    : OnnxExpression(number, node, operands.Count, operands)
{
    /// <summary>The function.</summary>
    public LayerActivation Function => function;
}

/// <summary>A factor and a summand for each value.</summary>
internal sealed class OnnxScale(int number, string node, IReadOnlyList<OnnxColumn> operands, float[] factors, float[] summands)
    : OnnxExpression(number, node, operands.Count, operands)
{
    /// <summary>What each value is multiplied with.</summary>
    public float[] Factors => factors;

    /// <summary>What is added then.</summary>
    public float[] Summands => summands;
}

/// <summary>Values, and a multiple of others that were there before.</summary>
internal sealed class OnnxSum(int number, string node, OnnxColumn[] left, OnnxColumn[] right, float gain)
    : OnnxExpression(number, node, left.Length, [.. left, .. right])
{
    /// <summary>The values.</summary>
    public OnnxColumn[] Left => left;

    /// <summary>The others.</summary>
    public OnnxColumn[] Right => right;

    /// <summary>The factor of the others.</summary>
    public float Gain => gain;
}
