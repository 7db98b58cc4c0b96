namespace UnrolledRnn.Formats;

/// <summary>The input of the network, as vectors.</summary>
internal sealed class OnnxVectors(int number, string node, int size) : OnnxExpression(number, node, size, []);

/// <summary>The input of the network, as tokens.</summary>
internal sealed class OnnxTokens(int number, string node) : OnnxExpression(number, node, 1, []);

/// <summary>Rows of a table, for tokens; of the vectors that stand for these, one is enough to say what is read.</summary>
internal sealed class OnnxEmbedding(int number, string node, OnnxVectors input, float[] table)
    : OnnxExpression(number, node, table.Length / input.Size, input.Columns(0, 1))
{
    /// <summary>[vocabulary, size]</summary>
    public float[] Table => table;
}
