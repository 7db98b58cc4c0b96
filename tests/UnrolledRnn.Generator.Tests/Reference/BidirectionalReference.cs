namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>Two cells over the same sequence, one of them in reverse, whose h are merged at every time step.</summary>
internal sealed class BidirectionalReference(
    ReferenceCell forwardCell, ReferenceCell reverseCell, DirectionMerge merge = DirectionMerge.Concatenate)
    : IReferenceLayer
{
    private readonly RecurrentReference _forward = new(forwardCell);
    private readonly RecurrentReference _reverse = new(reverseCell, reverse: true);

    public int InputSize => forwardCell.InputSize;

    public int OutputSize => (merge == DirectionMerge.Concatenate ? 2 : 1) * forwardCell.OutputSize;

    public IReadOnlyList<int> StateSizes => [.. _forward.StateSizes, .. _reverse.StateSizes];

    public double[] InitialState => [.. _forward.InitialState, .. _reverse.InitialState];

    public IReadOnlyList<ReferenceCell> Cells => [forwardCell, reverseCell];

    public DirectionMerge Merge => merge;

    public IReadOnlyList<ReferenceParameter> Parameters => [.. _forward.Parameters, .. _reverse.Parameters];

    public LayerPass Forward(double[][] inputs, double[]? initialState) => Forward(inputs, initialState, t => t);

    /// <summary>
    /// A pass whose output at the last time is of each direction's own last step: the forward's at T - 1, the reverse's at 0.
    /// </summary>
    public LayerPass ForwardToLastSteps(double[][] inputs, double[]? initialState) =>
        Forward(inputs, initialState, t => t == inputs.Length - 1 ? 0 : t);

    /// <summary>Merges h at time t with that of the reverse direction at the time of its partner.</summary>
    private LayerPass Forward(double[][] inputs, double[]? initialState, Func<int, int> partner)
    {
        int half = _forward.StateSizes.Sum();
        LayerPass forward = _forward.Forward(inputs, initialState?[..half]);
        LayerPass reverse = _reverse.Forward(inputs, initialState?[half..]);
        double[][] outputs = [.. forward.Outputs.Select((h, t) => DirectionMerging.Merge(merge, h, reverse.Outputs[partner(t)]))];
        return new LayerPass(outputs, [.. forward.FinalState, .. reverse.FinalState], (outputGradients, finalStateGradient) =>
        {
            double[][] forwardGradients = Rows.Zeros(inputs.Length, forwardCell.OutputSize);
            double[][] reverseGradients = Rows.Zeros(inputs.Length, forwardCell.OutputSize);
            for (int t = 0; t < inputs.Length; t++)
            {
                (double[] dForward, double[] dReverse) = DirectionMerging.Backward(
                    merge, forward.Outputs[t], reverse.Outputs[partner(t)], outputGradients[t]);
                Rows.Add(dForward, forwardGradients[t]);
                Rows.Add(dReverse, reverseGradients[partner(t)]);
            }

            var first = forward.Backward(forwardGradients, finalStateGradient[..half]);
            var second = reverse.Backward(reverseGradients, finalStateGradient[half..]);
            Rows.Add(second.Inputs, first.Inputs);
            return (first.Inputs, [.. first.InitialState, .. second.InitialState]);
        })
        {
            CornerDistance = Math.Min(forward.CornerDistance, reverse.CornerDistance),
        };
    }
}
