using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Runs one sequence of any length through a network: in pieces of T steps, the first of which begins with padding, so that the last ends
/// with the sequence.
/// </summary>
internal sealed class SequencePrediction<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly TrainingTape _tape = TNetwork.CreateTape(batchSize: 1);
    private readonly float[] _state = new float[TNetwork.Shape.StateSize];
    private readonly float[] _inputs = new float[TNetwork.Shape.SequenceLength * TNetwork.Shape.InputSize];
    private readonly float[] _outputs = new float[TNetwork.Shape.OutputSteps * TNetwork.Shape.OutputSize];
    private readonly bool[] _restarts = new bool[TNetwork.Shape.SequenceLength];
    private readonly bool _isBidirectional = TNetwork.Shape.Recurrent.Any(layer => layer.Bidirectional);

    /// <summary>Allocates what a sequence needs.</summary>
    public SequencePrediction(TNetwork network)
    {
        _network = network;
    }

    /// <summary>Memory for the output of the last step.</summary>
    public float[] LastOutput { get; } = new float[TNetwork.Shape.OutputSize];

    /// <summary>Runs a sequence.</summary>
    /// <inheritdoc cref="FittedModel{TNetwork}.Predict"/>
    public void Run(ReadOnlySpan<float> sequence, Span<float> outputs, Normalization? normalization)
    {
        NetworkShape shape = TNetwork.Shape;
        int length = sequence.Length / shape.InputSize;
        Check(sequence, length, outputs.Length);
        bool isWhole = outputs.Length != shape.OutputSize;
        int pieces = (length + shape.SequenceLength - 1) / shape.SequenceLength;
        int padding = (pieces * shape.SequenceLength) - length;
        _network.CopyInitialState(_state);
        for (int piece = 0; piece < pieces; piece++)
        {
            int start = piece == 0 ? padding : 0;
            int from = piece == 0 ? 0 : (piece * shape.SequenceLength) - padding;
            int steps = shape.SequenceLength - start;
            Array.Clear(_restarts);
            _restarts[start] = start > 0;
            _tape.SetRestarts(_restarts);
            ReadOnlySpan<float> own = sequence.Slice(from * shape.InputSize, steps * shape.InputSize);
            Array.Clear(_inputs);
            own.CopyTo(_inputs.AsSpan(start * shape.InputSize));
            normalization?.Apply(_inputs.AsSpan(start * shape.InputSize));
            _network.Forward(_inputs, _outputs, _tape, _state);
            if (isWhole)
            {
                _outputs.AsSpan(start * shape.OutputSize).CopyTo(outputs[(from * shape.OutputSize)..]);
            }
        }

        if (!isWhole)
        {
            _outputs.AsSpan(^shape.OutputSize..).CopyTo(outputs);
        }
    }

    private void Check(ReadOnlySpan<float> sequence, int length, int outputs)
    {
        NetworkShape shape = TNetwork.Shape;
        if (length == 0)
        {
            throw new ArgumentException("Expected a step at least, got none.", nameof(sequence));
        }

        Throw.IfNotMultiple(sequence.Length, shape.InputSize, nameof(sequence), "[length, nIn]");
        if (outputs != shape.OutputSize && (shape.OutputSteps == 1 || outputs != length * shape.OutputSize))
        {
            Throw.IfLengthDiffers(outputs, shape.OutputSteps == 1 ? shape.OutputSize : (long)length * shape.OutputSize, nameof(outputs));
        }

        bool isLast = shape.Outputs != SequenceOutputs.EveryStep;
        if (_isBidirectional && (isLast ? length != shape.SequenceLength : length > shape.SequenceLength))
        {
            throw new ArgumentException(
                $"Expected {(isLast ? "" : "at most ")}{shape.SequenceLength} steps, for a layer is bidirectional, got {length}.",
                nameof(sequence));
        }
    }
}
