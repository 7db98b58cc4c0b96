namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = f(x) at every time step.</summary>
internal sealed class ActivationReference(int size, LayerActivation function) : StatelessReference(size, size)
{
    public LayerActivation Function => function;

    protected override RowPass Step(double[] x)
    {
        double[] y = Nonlinearity.Apply(function, x);
        return new RowPass(y, dy => Nonlinearity.Backward(function, y, dy))
        {
            CornerDistance = Nonlinearity.CornerDistance(function, x),
        };
    }
}
