namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>Two cells over the same sequence, one of them in reverse: [h_forward ; h_reverse] at every time step.</summary>
internal sealed class BidirectionalReference(IReferenceCell forwardCell, IReferenceCell reverseCell) : IReferenceLayer
{
    private readonly RecurrentReference _forward = new(forwardCell);
    private readonly RecurrentReference _reverse = new(reverseCell, reverse: true);

    public int InputSize => forwardCell.InputSize;

    public int OutputSize => 2 * forwardCell.HiddenSize;

    public IReadOnlyList<int> StateSizes => [.. _forward.StateSizes, .. _reverse.StateSizes];

    public IReadOnlyList<IReferenceCell> Cells => [forwardCell, reverseCell];

    public IReadOnlyList<ReferenceParameter> Parameters => [.. _forward.Parameters, .. _reverse.Parameters];

    public LayerPass Forward(double[][] inputs, double[] initialState)
    {
        int size = forwardCell.HiddenSize;
        int half = initialState.Length / 2;
        LayerPass forward = _forward.Forward(inputs, initialState[..half]);
        LayerPass reverse = _reverse.Forward(inputs, initialState[half..]);
        double[][] outputs = [.. forward.Outputs.Zip(reverse.Outputs, Concatenate)];
        return new LayerPass(outputs, Concatenate(forward.FinalState, reverse.FinalState), (outputGradients, finalStateGradient) =>
        {
            var first = forward.Backward(Array.ConvertAll(outputGradients, row => row[..size]), finalStateGradient[..half]);
            var second = reverse.Backward(Array.ConvertAll(outputGradients, row => row[size..]), finalStateGradient[half..]);
            return ([.. first.Inputs.Zip(second.Inputs, Add)], Concatenate(first.InitialState, second.InitialState));
        })
        {
            CornerDistance = Math.Min(forward.CornerDistance, reverse.CornerDistance),
        };
    }

    private static double[] Concatenate(double[] first, double[] second) => [.. first, .. second];

    private static double[] Add(double[] first, double[] second) => [.. first.Zip(second, (x, y) => x + y)];
}
