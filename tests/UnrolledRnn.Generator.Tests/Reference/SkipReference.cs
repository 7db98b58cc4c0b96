namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>y = x + gain · s at every time step, of inputs [x ; s].</summary>
internal sealed class SkipReference(int size, int from, double gain) : StatelessReference(size, size)
{
    public override int? From => from;

    public double Gain => gain;

    protected override RowPass Step(double[] x) => new(
        [.. x[..OutputSize].Zip(x[OutputSize..], (above, earlier) => above + (gain * earlier))],
        dy => [.. dy, .. dy.Select(gradient => gain * gradient)]);
}
