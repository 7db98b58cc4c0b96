namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>The shape that a network tells library code is the one that was declared.</summary>
internal static class ShapeCheck
{
    public static void Check(Declaration declaration, NetworkShape shape)
    {
        Assert.Equal(declaration.InputSize, shape.InputSize);
        Assert.Equal(declaration.OutputSize, shape.OutputSize);
        Assert.Equal(declaration.SequenceLength, shape.SequenceLength);
        Assert.Equal(declaration.Outputs, shape.Outputs);
        Assert.Equal(declaration.LastActivation, shape.OutputActivation);
        Assert.Equal(declaration.Residual, shape.Residual);
        Assert.Equal(declaration.InitialState, shape.InitialState);
        Assert.Equal(declaration.LayerShapes, shape.Layers);
    }
}
