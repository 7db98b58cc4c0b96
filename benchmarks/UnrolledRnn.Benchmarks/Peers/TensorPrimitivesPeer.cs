using System.Numerics.Tensors;
using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Peers;

/// <summary>
/// The vectorised library of .NET: a dot product for each row of the joined matrix [W_ih W_hh] and the joined vector [x; h],
/// then its functions over whole gates.
/// </summary>
internal sealed class TensorPrimitivesPeer : ManagedPeer
{
    private readonly float[][] _rows;
    private readonly float[] _bias;
    private readonly float[] _joined;
    private readonly float[] _gates;
    private readonly float[] _scratch;

    public TensorPrimitivesPeer(CellWeights weights, int streams = 1)
        : base(weights, streams)
    {
        int inputSize = weights.InputSize;
        int hiddenSize = weights.HiddenSize;
        _rows = [.. Enumerable.Range(0, weights.InputBias.Length).Select(row => (float[])
        [
            .. weights.InputToHidden.AsSpan(row * inputSize, inputSize),
            .. weights.HiddenToHidden.AsSpan(row * hiddenSize, hiddenSize),
        ])];
        _bias = [.. weights.InputBias];
        int merged = weights.Cell == CellKind.Gru ? 2 * hiddenSize : _bias.Length;
        TensorPrimitives.Add(_bias.AsSpan(0, merged), weights.HiddenBias.AsSpan(0, merged), _bias);
        _joined = new float[inputSize + hiddenSize];
        _gates = new float[_bias.Length];
        _scratch = new float[hiddenSize];
    }

    protected override void Step(ReadOnlySpan<float> input, Span<float> output, StreamState state)
    {
        input.CopyTo(_joined);
        state.Hidden.CopyTo(_joined, input.Length);
        switch (Weights.Cell)
        {
            case CellKind.Lstm:
                Lstm(state.Hidden, state.Cell);
                break;
            case CellKind.Gru:
                Gru(state.Hidden);
                break;
            default:
                Sum(0, _gates.Length);
                TensorPrimitives.Tanh(_gates, state.Hidden);
                break;
        }

        for (int row = 0; row < output.Length; row++)
        {
            output[row] = Weights.OutputBias[row]
                + TensorPrimitives.Dot(Weights.HiddenToOutput.AsSpan(row * Weights.HiddenSize, Weights.HiddenSize), state.Hidden);
        }
    }

    private Span<float> Gate(int index) => _gates.AsSpan(index * Weights.HiddenSize, Weights.HiddenSize);

    private void Sum(int firstRow, int endRow)
    {
        for (int row = firstRow; row < endRow; row++)
        {
            _gates[row] = _bias[row] + TensorPrimitives.Dot(_rows[row], _joined);
        }
    }

    private void Lstm(float[] hidden, float[] cell)
    {
        Sum(0, _gates.Length);
        TensorPrimitives.Sigmoid(_gates.AsSpan(0, 2 * Weights.HiddenSize), _gates);
        TensorPrimitives.Tanh(Gate(2), Gate(2));
        TensorPrimitives.Sigmoid(Gate(3), Gate(3));
        TensorPrimitives.Multiply(Gate(0), Gate(2), _scratch);
        TensorPrimitives.MultiplyAdd(Gate(1), cell, _scratch, cell);
        TensorPrimitives.Tanh(cell, hidden);
        TensorPrimitives.Multiply(hidden, Gate(3), hidden);
    }

    private void Gru(float[] hidden)
    {
        int inputSize = Weights.InputSize;
        int firstCandidate = 2 * Weights.HiddenSize;
        Sum(0, firstCandidate);
        TensorPrimitives.Sigmoid(_gates.AsSpan(0, firstCandidate), _gates);
        for (int row = firstCandidate; row < _rows.Length; row++)
        {
            _gates[row] = _bias[row] + TensorPrimitives.Dot(_rows[row].AsSpan(0, inputSize), _joined.AsSpan(0, inputSize));
            _scratch[row - firstCandidate] = Weights.HiddenBias[row] + TensorPrimitives.Dot(_rows[row].AsSpan(inputSize), hidden);
        }

        TensorPrimitives.MultiplyAdd(Gate(0), _scratch, Gate(2), Gate(2));
        TensorPrimitives.Tanh(Gate(2), Gate(2));
        TensorPrimitives.Subtract(hidden, Gate(2), hidden);
        TensorPrimitives.MultiplyAdd(hidden, Gate(1), Gate(2), hidden);
    }
}
