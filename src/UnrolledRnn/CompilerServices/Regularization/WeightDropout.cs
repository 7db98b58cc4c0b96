using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// DropConnect on W_hh (Wan et al., 2013; as weight drop in AWD-LSTM): one mask of the matrix for all steps and sequences of a pass. Both
/// passes multiply with what is left of it, and the gradient goes to that alone.
/// </summary>
internal static class WeightDropout
{
    /// <summary>W_hh as the pass at hand has it.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">W_hh, [nHid, gates].</param>
    public static GateWeights Of(TrainingTape tape, RecurrentLayerTape layer, GateWeights weights)
    {
        if (!IsOn(tape))
        {
            return weights;
        }

        GateWeights dropped = Room(layer, ScratchKind.DroppedWeights, weights);
        var work = new Work { Mask = Mask(tape, layer), Source = weights, Target = dropped };
        Workers.Run(WorkersOf(tape, weights), ref work, weights.Rows);
        return dropped;
    }

    /// <summary>Where the gradients by W_hh as the pass has it go, zeros.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="gradients">∂L/∂W_hh, [nHid, gates].</param>
    public static GateWeights GradientsOf(TrainingTape tape, RecurrentLayerTape layer, GateWeights gradients)
    {
        if (!IsOn(tape))
        {
            return gradients;
        }

        GateWeights dropped = Room(layer, ScratchKind.DroppedWeightGradients, gradients);
        dropped.Clear();
        return dropped;
    }

    /// <summary>Adds those to the gradients by W_hh itself: mask ⊙ ∂L/∂(mask ⊙ W_hh).</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="dropped">What <see cref="GradientsOf"/> has given.</param>
    /// <param name="gradients">∂L/∂W_hh, added to.</param>
    public static void AddGradients(TrainingTape tape, RecurrentLayerTape layer, GateWeights dropped, GateWeights gradients)
    {
        if (IsOn(tape))
        {
            // The weights are done with: their room takes the factors.
            var work = new Work
            {
                Mask = Mask(tape, layer),
                Source = dropped,
                Target = Room(layer, ScratchKind.DroppedWeights, gradients),
                Sum = gradients,
            };
            Workers.Run(WorkersOf(tape, gradients), ref work, gradients.Rows);
        }
    }

    private static bool IsOn(TrainingTape tape) => tape.ActiveRegularization is { WeightDropout: > 0 };

    private static Workers? WorkersOf(TrainingTape tape, GateWeights weights) =>
        MatrixProduct.WorthIt(tape.Workers, weights.Rows, weights.Columns, DropoutMask.OperationsOfPlace);

    private static DropoutMask Mask(TrainingTape tape, RecurrentLayerTape layer) =>
        new(tape, MaskKind.HiddenWeights, layer.Number, tape.ActiveRegularization!.WeightDropout);

    private static GateWeights Room(RecurrentLayerTape layer, ScratchKind kind, GateWeights weights) =>
        new(layer.Scratch.Take(kind, (long)weights.Rows * weights.Columns), weights.Rows, weights.Layout);

    /// <summary>Some rows: target = mask ⊙ source, and where there is a sum, sum += target.</summary>
    private ref struct Work : IRowWork
    {
        public DropoutMask Mask;
        public GateWeights Source;
        public GateWeights Target;
        public GateWeights Sum;

        public readonly void Run(int start, int end)
        {
            for (int column = 0; column < Target.Columns; column = Target.PanelEnd(column))
            {
                for (int row = start; row < end; row++)
                {
                    Span<float> target = Target.Panel(column).Row(row);
                    Mask.Fill(row, column, target);
                    TensorPrimitives.Multiply(Source.Panel(column).Row(row), target, target);
                    if (Sum.Rows > 0)
                    {
                        Span<float> sum = Sum.Panel(column).Row(row);
                        TensorPrimitives.Add(sum, target, sum);
                    }
                }
            }
        }
    }
}
