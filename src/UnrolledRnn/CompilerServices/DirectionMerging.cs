using System.ComponentModel;
using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Joins the hidden states of the two directions of a layer, at all steps of all sequences, and takes the gradients apart again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DirectionMerging
{
    /// <summary>joined ← [f, r], f + r, (f + r) / 2 or f ⊙ r.</summary>
    /// <param name="merge">Which of them.</param>
    /// <param name="forward">f, [M, n]</param>
    /// <param name="reverse">r, [M, n]</param>
    /// <param name="joined">[M, 2n] where they are concatenated, else [M, n].</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="merge"/> is none of the enum.</exception>
    public static void Forward(DirectionMerge merge, Matrix forward, Matrix reverse, Matrix joined)
    {
        CheckShapes(merge, forward, reverse, joined, nameof(joined));
        int size = forward.Columns;
        for (int row = 0; row < forward.Rows; row++)
        {
            Span<float> f = forward.Row(row);
            Span<float> r = reverse.Row(row);
            Span<float> target = joined.Row(row);
            switch (merge)
            {
                case DirectionMerge.Concatenate:
                    f.CopyTo(target);
                    r.CopyTo(target[size..]);
                    break;
                case DirectionMerge.Sum:
                    TensorPrimitives.Add(f, r, target);
                    break;
                case DirectionMerge.Mean:
                    TensorPrimitives.Add(f, r, target);
                    TensorPrimitives.Multiply(target, 0.5f, target);
                    break;
                default:
                    TensorPrimitives.Multiply(f, r, target);
                    break;
            }
        }
    }

    /// <summary>Adds the gradients by f and by r to what they are so far.</summary>
    /// <param name="merge">How they were joined.</param>
    /// <param name="forward">f, [M, n]</param>
    /// <param name="reverse">r, [M, n]</param>
    /// <param name="joinedGradients">∂L/∂joined, [M, 2n] where they are concatenated, else [M, n].</param>
    /// <param name="forwardGradients">∂L/∂f, [M, n], added to.</param>
    /// <param name="reverseGradients">∂L/∂r, [M, n], added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="merge"/> is none of the enum.</exception>
    public static void Backward(
        DirectionMerge merge, Matrix forward, Matrix reverse, Matrix joinedGradients, Matrix forwardGradients, Matrix reverseGradients)
    {
        CheckShapes(merge, forward, reverse, joinedGradients, nameof(joinedGradients));
        int size = forward.Columns;
        switch (merge)
        {
            case DirectionMerge.Concatenate:
                MatrixOperations.Add(joinedGradients.Slice(0, size), forwardGradients);
                MatrixOperations.Add(joinedGradients.Slice(size, size), reverseGradients);
                break;
            case DirectionMerge.Sum:
                MatrixOperations.Add(joinedGradients, forwardGradients);
                MatrixOperations.Add(joinedGradients, reverseGradients);
                break;
            case DirectionMerge.Mean:
                MatrixOperations.AddScaled(0.5f, joinedGradients, forwardGradients);
                MatrixOperations.AddScaled(0.5f, joinedGradients, reverseGradients);
                break;
            default:
                AddProduct(joinedGradients, reverse, forwardGradients);
                AddProduct(joinedGradients, forward, reverseGradients);
                break;
        }
    }

    private static void AddProduct(Matrix gradients, Matrix factors, Matrix destination)
    {
        MatrixOperations.CheckShape(destination, factors.Rows, factors.Columns, nameof(destination));
        for (int row = 0; row < destination.Rows; row++)
        {
            Span<float> target = destination.Row(row);
            TensorPrimitives.MultiplyAdd(gradients.Row(row), factors.Row(row), target, target);
        }
    }

    private static void CheckShapes(DirectionMerge merge, Matrix forward, Matrix reverse, Matrix joined, string joinedName)
    {
        if (merge is < DirectionMerge.Concatenate or > DirectionMerge.Product)
        {
            throw new ArgumentOutOfRangeException(nameof(merge), merge, "Expected a way to join two directions.");
        }

        MatrixOperations.CheckShape(reverse, forward.Rows, forward.Columns, nameof(reverse));
        MatrixOperations.CheckShape(
            joined, forward.Rows, merge == DirectionMerge.Concatenate ? 2 * forward.Columns : forward.Columns, joinedName);
    }
}
