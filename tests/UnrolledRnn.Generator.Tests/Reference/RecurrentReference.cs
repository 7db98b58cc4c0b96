namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A cell run over a sequence, from its first step to its last or, in reverse, from its last to its first.</summary>
internal sealed class RecurrentReference(ReferenceCell cell, bool reverse = false) : IReferenceLayer
{
    public int InputSize => cell.InputSize;

    public int OutputSize => cell.OutputSize;

    public IReadOnlyList<int> StateSizes => cell.StateSizes;

    public double[] InitialState => cell.InitialState.Count == 0
        ? new double[StateSizes.Sum()]
        : [.. cell.InitialState.SelectMany(vector => vector.Values)];

    public ReferenceCell Cell => cell;

    public IReadOnlyList<ReferenceParameter> Parameters => cell.Parameters;

    public LayerPass Forward(double[][] inputs, double[]? initialState)
    {
        int[] order = [.. Enumerable.Range(0, inputs.Length)];
        if (reverse)
        {
            Array.Reverse(order);
        }

        var steps = new CellStep[inputs.Length];
        double[] state = initialState ?? InitialState;
        foreach (int t in order)
        {
            steps[t] = cell.Step(inputs[t], state);
            state = steps[t].State;
        }

        double[][] outputs = Array.ConvertAll(steps, step => step.State[..OutputSize]);
        return new LayerPass(outputs, state, (outputGradients, finalStateGradient) =>
        {
            (double[][] Inputs, double[] InitialState) gradients = Backward(steps, order, outputGradients, finalStateGradient);
            if (initialState is null)
            {
                AddToLearned(gradients.InitialState);
            }

            return gradients;
        })
        {
            CornerDistance = steps.Min(step => step.CornerDistance),
        };
    }

    private (double[][] Inputs, double[] InitialState) Backward(
        CellStep[] steps, int[] order, double[][] outputGradients, double[] finalStateGradient)
    {
        double[][] inputGradients = new double[steps.Length][];
        double[] stateGradient = [.. finalStateGradient];
        foreach (int t in order.Reverse())
        {
            for (int k = 0; k < OutputSize; k++)
            {
                stateGradient[k] += outputGradients[t][k];
            }

            double[] previousGradient = new double[stateGradient.Length];
            inputGradients[t] = new double[cell.InputSize];
            steps[t].Backward(stateGradient, inputGradients[t], previousGradient);
            stateGradient = previousGradient;
        }

        return (inputGradients, stateGradient);
    }

    private void AddToLearned(double[] stateGradient)
    {
        int start = 0;
        foreach (ReferenceParameter vector in cell.InitialState)
        {
            vector.AddGradient(stateGradient.AsSpan(start, vector.Rows));
            start += vector.Rows;
        }
    }
}
