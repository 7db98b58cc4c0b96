using System.ComponentModel;
using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Dropout of whole rows of an embedding: a token that is dropped is so wherever it stands in the pass. A table that is also the output
/// layer's stays whole there.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmbeddingDropout
{
    /// <summary>Multiplies the rows that tokens have selected by the factors of these tokens, where the pass at hand drops any.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="tokens">A token for each row.</param>
    /// <param name="rows">The rows.</param>
    public static void Apply(TrainingTape tape, ReadOnlySpan<int> tokens, Matrix rows)
    {
        if (!IsOn(tape, out DropoutMask mask))
        {
            return;
        }

        for (int i = 0; i < tokens.Length; i++)
        {
            Span<float> row = rows.Row(i);
            float factor = mask[0, tokens[i]];
            if (factor == 0)
            {
                row.Clear();
            }
            else
            {
                TensorPrimitives.Multiply(row, factor, row);
            }
        }
    }

    /// <summary>table[tokens[i]] += factor of the token · row i, the first row first.</summary>
    /// <param name="tape">The tape of the forward pass.</param>
    /// <param name="tokens">A token for each row.</param>
    /// <param name="rows">The gradients by the rows.</param>
    /// <param name="table">The gradients by the embedding.</param>
    public static void ScatterAddRows(TrainingTape tape, ReadOnlySpan<int> tokens, Matrix rows, Matrix table)
    {
        if (!IsOn(tape, out DropoutMask mask))
        {
            MatrixOperations.ScatterAddRows(tokens, rows, table);
            return;
        }

        for (int i = 0; i < tokens.Length; i++)
        {
            float factor = mask[0, tokens[i]];
            if (factor != 0)
            {
                ReadOnlySpan<float> row = rows.Row(i);
                Span<float> target = table.Row(tokens[i]);
                for (int j = 0; j < row.Length; j++)
                {
                    target[j] += factor * row[j];
                }
            }
        }
    }

    private static bool IsOn(TrainingTape tape, out DropoutMask mask)
    {
        float probability = tape.ActiveRegularization?.EmbeddingDropout ?? 0;
        mask = probability > 0 ? new DropoutMask(tape, MaskKind.Embedding, layer: 0, probability) : default;
        return probability > 0;
    }
}
