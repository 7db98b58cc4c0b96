using System.ComponentModel;
using System.Numerics.Tensors;
using UnrolledRnn.Training;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The values of a layer as others read them: as they are, or in a pass with dropout a copy in which some are 0. The layer keeps its own,
/// from which it goes on.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DroppedValues
{
    /// <summary>What a value costs that has its factor, in multiply-adds of a product.</summary>
    private const int OperationsOfValue = 16;

    private AlignedBuffer? _values;
    private AlignedBuffer? _factors;
    private bool _areDropped;

    /// <summary>What the others read.</summary>
    /// <param name="values">The values of the layer, those of <see cref="Forward"/>.</param>
    public Matrix Of(Matrix values) =>
        _areDropped ? new Matrix(_values!.Span, values.Rows, values.Columns, values.Stride) : values;

    /// <summary>Makes the copy, where the pass at hand drops any.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="place">Where in the network the values are.</param>
    /// <param name="layer">The number of the layer.</param>
    /// <param name="values">[T·B, size] or, of the last step, [B, size].</param>
    public void Forward(TrainingTape tape, DropoutPlace place, int layer, Matrix values)
    {
        float probability = Probability(tape.ActiveRegularization, place);
        _areDropped = probability > 0;
        if (_areDropped)
        {
            long length = (long)values.Rows * values.Stride;
            if (_values is null || _values.Length < length)
            {
                _values = new AlignedBuffer(length);
            }

            Multiply(tape, place, layer, probability, values, Of(values));
        }

        if (place == DropoutPlace.Output && tape.ActiveRegularization is { HasActivationPenalty: true } regularization)
        {
            tape.Penalty = ActivationPenalties.Of(regularization, tape, tape.RowsOfSteps(values), tape.RowsOfSteps(Of(values)));
        }
    }

    /// <summary>Replaces the gradients by what others read by those by the values themselves, and adds those of the penalties.</summary>
    /// <param name="tape">The tape of the forward pass.</param>
    /// <param name="place">That of the forward pass.</param>
    /// <param name="layer">That of the forward pass.</param>
    /// <param name="gradients">As many rows; padding is left alone.</param>
    /// <param name="values">Those of the forward pass, where the place is <see cref="DropoutPlace.Output"/>.</param>
    public void Backward(TrainingTape tape, DropoutPlace place, int layer, Matrix gradients, Matrix values = default)
    {
        bool hasPenalty = place == DropoutPlace.Output && tape.ActiveRegularization is { HasActivationPenalty: true };
        if (hasPenalty)
        {
            ActivationPenalties.AddDropped(tape.ActiveRegularization!, tape, tape.RowsOfSteps(Of(values)), gradients);
        }

        float probability = Probability(tape.ActiveRegularization, place);
        if (probability > 0)
        {
            Multiply(tape, place, layer, probability, gradients, gradients);
        }

        if (hasPenalty)
        {
            ActivationPenalties.AddTemporal(tape.ActiveRegularization!, tape, tape.RowsOfSteps(values), gradients);
        }
    }

    private static float Probability(Regularization? regularization, DropoutPlace place) => regularization is null ? 0 : place switch
    {
        DropoutPlace.Embedding => regularization.EmbeddingDropout,
        DropoutPlace.Input => regularization.InputDropout,
        DropoutPlace.Layer => regularization.LayerDropout,
        _ => regularization.OutputDropout,
    };

    private static MaskKind Kind(DropoutPlace place) => place switch
    {
        DropoutPlace.Embedding => MaskKind.Embedding,
        DropoutPlace.Input => MaskKind.Input,
        DropoutPlace.Layer => MaskKind.Layer,
        _ => MaskKind.Output,
    };

    /// <summary>target = mask ⊙ source</summary>
    private void Multiply(TrainingTape tape, DropoutPlace place, int layer, float probability, Matrix source, Matrix target)
    {
        // as wide as the wider of values and gradients, so that both passes find the same room
        int width = new GateLayout(source.Columns, 1).Stride;
        if (_factors is null || _factors.Length < (long)tape.BatchSize * width)
        {
            _factors = new AlignedBuffer((long)tape.BatchSize * width);
        }

        var work = new Work
        {
            Mask = new DropoutMask(tape, Kind(place), layer, probability),
            Source = source,
            Target = target,
            Factors = new Matrix(_factors.Span, tape.BatchSize, width),
            Restarts = tape.Restarts.Length == source.Rows ? tape.Restarts : default,
            IsOfAllRows = place == DropoutPlace.Embedding,
            IsOfSequences = tape.ActiveRegularization!.IsVariational,
        };
        int operations = work.IsOfSequences ? OperationsOfValue : DropoutMask.OperationsOfPlace;
        Workers.Run(MatrixProduct.WorthIt(tape.Workers, source.Rows, source.Columns, operations), ref work, tape.BatchSize);
    }

    /// <summary>Some sequences, each through all steps.</summary>
    private ref struct Work : IRowWork
    {
        public DropoutMask Mask;
        public Matrix Source;
        public Matrix Target;
        public Matrix Factors;
        public ReadOnlySpan<bool> Restarts;
        public bool IsOfAllRows;
        public bool IsOfSequences;

        public readonly void Run(int start, int end)
        {
            int batchSize = Factors.Rows;
            for (int sequence = start; sequence < end; sequence++)
            {
                Span<float> factors = Factors.Row(sequence);
                for (int row = sequence; row < Source.Rows; row += batchSize)
                {
                    // A mask is that of the step at which its sequence starts in this pass.
                    if (row == sequence || (!IsOfAllRows && (!IsOfSequences || (!Restarts.IsEmpty && Restarts[row]))))
                    {
                        Mask.Fill(IsOfAllRows ? 0 : row, factors);
                    }

                    TensorPrimitives.Multiply(Source.Row(row), factors[..Source.Columns], Target.Row(row));
                }
            }
        }
    }
}
