using System.Numerics.Tensors;

namespace UnrolledRnn.Training;

/// <content>Training on classes, which does not keep the logits of many.</content>
public sealed partial class Trainer<TNetwork>
{
    private double[]? _rowLosses;

    /// <summary>Room for the loss of each row of outputs.</summary>
    internal Span<double> RowLosses => _rowLosses ??= new double[TNetwork.Shape.OutputSteps * BatchSize];

    /// <summary>The network where it goes from classes back to its last layer by blocks of rows, and the loss lets it; else null.</summary>
    internal IClassOutputs? ClassOutputs(CrossEntropyLoss? loss) => loss is null or { IsPlain: true } ? _classes : null;

    /// <summary>The loss of the pass on the tape, which <see cref="ClassOutputs"/> has made where it is not null.</summary>
    internal double ClassLoss(ReadOnlySpan<int> targets, CrossEntropyLoss? loss) =>
        ClassOutputs(loss) is IClassOutputs classes
            ? classes.ClassLoss(targets, IgnoredTarget(loss), Tape)
            : ClassTargets.Loss(this, targets, loss);

    /// <summary><see cref="ClassLoss"/>, the gradient of a multiple of which is added to the gradients, unless it is not finite.</summary>
    internal double BackpropagateClasses(ReadOnlySpan<int> targets, CrossEntropyLoss? loss, float factor = 1)
    {
        if (ClassOutputs(loss) is IClassOutputs classes)
        {
            Tape.PenaltyScale = factor;
            return classes.BackwardFromClasses(targets, IgnoredTarget(loss), factor, Tape, Gradients);
        }

        double value = ClassTargets.Loss(this, targets, loss);
        if (double.IsFinite(value))
        {
            if (factor != 1)
            {
                TensorPrimitives.Multiply(OutputGradients, factor, OutputGradients);
            }

            Backpropagate(factor);
        }

        return value;
    }

    /// <summary>Trains once on the classes of the pass on the tape.</summary>
    internal TrainingResult UpdateFromClasses(ReadOnlySpan<int> targets, CrossEntropyLoss? loss)
    {
        Gradients.Clear();
        return Move(BackpropagateClasses(targets, loss));
    }

    private static int IgnoredTarget(CrossEntropyLoss? loss) => loss?.IgnoredTarget ?? SoftmaxCrossEntropy.IgnoredTarget;
}
