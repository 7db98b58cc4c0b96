using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Peers;

/// <summary>What a developer writes first: a loop over the rows and columns of each matrix.</summary>
internal sealed class PlainLoop(CellWeights weights, int streams = 1) : ManagedPeer(weights, streams)
{
    private readonly float[] _fromInput = new float[weights.InputBias.Length];
    private readonly float[] _fromHidden = new float[weights.HiddenBias.Length];

    protected override void Step(ReadOnlySpan<float> input, Span<float> output, StreamState state)
    {
        Multiply(Weights.InputToHidden, input, Weights.InputBias, _fromInput);
        Multiply(Weights.HiddenToHidden, state.Hidden, Weights.HiddenBias, _fromHidden);
        switch (Weights.Cell)
        {
            case CellKind.Lstm:
                Lstm(state.Hidden, state.Cell);
                break;
            case CellKind.Gru:
                Gru(state.Hidden);
                break;
            default:
                Elman(state.Hidden);
                break;
        }

        Multiply(Weights.HiddenToOutput, state.Hidden, Weights.OutputBias, output);
    }

    private static void Multiply(float[] matrix, ReadOnlySpan<float> vector, float[] bias, Span<float> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            float sum = bias[row];
            for (int column = 0; column < vector.Length; column++)
            {
                sum += matrix[(row * vector.Length) + column] * vector[column];
            }

            result[row] = sum;
        }
    }

    private static float Sigmoid(float a) => 1 / (1 + MathF.Exp(-a));

    private void Elman(float[] hidden)
    {
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = MathF.Tanh(_fromInput[i] + _fromHidden[i]);
        }
    }

    private void Lstm(float[] hidden, float[] cell)
    {
        int size = hidden.Length;
        for (int i = 0; i < size; i++)
        {
            float inputGate = Sigmoid(_fromInput[i] + _fromHidden[i]);
            float forgetGate = Sigmoid(_fromInput[size + i] + _fromHidden[size + i]);
            float candidate = MathF.Tanh(_fromInput[(2 * size) + i] + _fromHidden[(2 * size) + i]);
            float outputGate = Sigmoid(_fromInput[(3 * size) + i] + _fromHidden[(3 * size) + i]);
            cell[i] = (forgetGate * cell[i]) + (inputGate * candidate);
            hidden[i] = outputGate * MathF.Tanh(cell[i]);
        }
    }

    private void Gru(float[] hidden)
    {
        int size = hidden.Length;
        for (int i = 0; i < size; i++)
        {
            float resetGate = Sigmoid(_fromInput[i] + _fromHidden[i]);
            float updateGate = Sigmoid(_fromInput[size + i] + _fromHidden[size + i]);
            float candidate = MathF.Tanh(_fromInput[(2 * size) + i] + (resetGate * _fromHidden[(2 * size) + i]));
            hidden[i] = ((1 - updateGate) * candidate) + (updateGate * hidden[i]);
        }
    }
}
