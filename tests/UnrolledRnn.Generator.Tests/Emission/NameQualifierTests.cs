using UnrolledRnn.Generator.Emission;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Full names where simple ones would mean something else.</summary>
public sealed class NameQualifierTests
{
    [Theory]
    [InlineData("new Matrix(x)", "new global::UnrolledRnn.Numerics.Matrix(x)")]
    [InlineData("Matrix a, Matrix b", "global::UnrolledRnn.Numerics.Matrix a, global::UnrolledRnn.Numerics.Matrix b")]
    [InlineData("MatrixProduct.Accumulate(x.Matrix)", "MatrixProduct.Accumulate(x.Matrix)")]
    [InlineData("// a Matrix in a comment", "// a Matrix in a comment")]
    [InlineData("OutputActivation = OutputActivation.Tanh,", "OutputActivation = global::UnrolledRnn.OutputActivation.Tanh,")]
    public void Hidden_names_are_qualified_in_code(string code, string expected) =>
        Assert.Equal(expected, NameQualifier.Qualify(code, ["Matrix", "OutputActivation"]));
}
