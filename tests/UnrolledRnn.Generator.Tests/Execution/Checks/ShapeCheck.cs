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
        Assert.Equal(declaration.OutputActivation, shape.OutputActivation);
        Assert.Equal(declaration.Residual, shape.Residual);
        Assert.Equal(declaration.Front, shape.Front is null ? null : Dense(shape.Front));
        Assert.Equal(declaration.Layers, shape.Recurrent.Select(layer => new Declaration.Recurrent(layer.Cell, layer.HiddenSize, layer.Bidirectional)));
        Assert.Equal(declaration.Behind, shape.Dense.Select(Dense));
    }

    private static Declaration.Dense Dense(DenseLayerShape layer) => new(layer.OutputSize, layer.Activation);
}
