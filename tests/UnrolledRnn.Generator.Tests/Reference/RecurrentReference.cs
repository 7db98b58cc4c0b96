namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A cell run over a sequence, from its first step to its last or, in reverse, from its last to its first.</summary>
internal sealed class RecurrentReference(IReferenceCell cell, bool reverse = false) : IReferenceLayer
{
    public int InputSize => cell.InputSize;

    public int OutputSize => cell.HiddenSize;

    public IReadOnlyList<int> StateSizes => [.. Enumerable.Repeat(cell.HiddenSize, cell.StateVectors)];

    public IReferenceCell Cell => cell;

    public IReadOnlyList<ReferenceParameter> Parameters => cell.Parameters;

    public LayerPass Forward(double[][] inputs, double[] initialState)
    {
        int[] order = [.. Enumerable.Range(0, inputs.Length)];
        if (reverse)
        {
            Array.Reverse(order);
        }

        var steps = new CellStep[inputs.Length];
        double[] state = initialState;
        foreach (int t in order)
        {
            steps[t] = cell.Step(inputs[t], state);
            state = steps[t].State;
        }

        double[][] outputs = Array.ConvertAll(steps, step => step.State[..cell.HiddenSize]);
        return new LayerPass(outputs, state, (outputGradients, finalStateGradient) => Backward(steps, order, outputGradients, finalStateGradient))
        {
            CornerDistance = steps.Min(step => step.CornerDistance),
        };
    }

    private (double[][] Inputs, double[] InitialState) Backward(CellStep[] steps, int[] order, double[][] outputGradients, double[] finalStateGradient)
    {
        double[][] inputGradients = new double[steps.Length][];
        double[] stateGradient = [.. finalStateGradient];
        foreach (int t in order.Reverse())
        {
            for (int k = 0; k < cell.HiddenSize; k++)
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
}
