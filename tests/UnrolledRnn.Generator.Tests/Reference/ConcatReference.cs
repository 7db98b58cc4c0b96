namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = [x ; s] at every time step, which the inputs already are.</summary>
internal sealed class ConcatReference(int inputSize, int earlierSize, int from) : StatelessReference(inputSize, inputSize + earlierSize)
{
    public override int? From => from;

    protected override RowPass Step(double[] x) => new(x, dy => dy);
}
