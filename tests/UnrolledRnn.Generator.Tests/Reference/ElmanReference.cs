namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>h = g(W_ih x + W_hh h' + b)</summary>
internal sealed class ElmanReference(
    int inputSize, int hiddenSize, LayerActivation function, Func<string, string> name, CellVariant variant)
    : ReferenceCell(1, inputSize, hiddenSize, variant, name)
{
    public LayerActivation Function => Variant.CellActivation ?? function;

    public override CellStep Step(double[] x, double[] previous)
    {
        double[] a = InputSums(x);
        WeightHh.AddProduct(previous, a);
        double[] h = Nonlinearity.Apply(Function, a);
        return new CellStep(h, (dh, dx, dPrevious) =>
        {
            double[] da = Nonlinearity.Backward(Function, h, dh);
            AddInputGradients(x, da, dx);
            WeightHh.AddProductGradients(previous, da, dPrevious);
        })
        {
            CornerDistance = Nonlinearity.CornerDistance(Function, a),
        };
    }
}
