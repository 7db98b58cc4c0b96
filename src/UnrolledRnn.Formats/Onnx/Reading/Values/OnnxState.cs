namespace UnrolledRnn.Formats;

/// <summary>A value made of an input of the graph other than the sequence, such as the state in which it starts.</summary>
/// <param name="name">The input.</param>
internal sealed class OnnxState(string name) : OnnxValue([])
{
    /// <summary>The input.</summary>
    public string Name => name;

    public override int Length => 0;

    public override int ElementBytes => 1;

    public override OnnxValue WithDimensions(OnnxDimension[] shape) => this;

    public override OnnxValue Pick(OnnxDimension[] shape, int[][] offsets) => this;

    public override OnnxValue? Join(IEnumerable<OnnxValue> others, OnnxDimension[] shape, int blocks) => this;
}
