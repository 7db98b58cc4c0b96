using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>How marked names become code and using directives.</summary>
public sealed class NameScopeTests
{
    [Theory]
    [InlineData("new §Matrix(x)", "new global::UnrolledRnn.CompilerServices.Matrix(x)")]
    [InlineData("§Matrix a, §Matrix b", "global::UnrolledRnn.CompilerServices.Matrix a, global::UnrolledRnn.CompilerServices.Matrix b")]
    [InlineData("§MatrixProduct.Accumulate(x.Matrix)", "MatrixProduct.Accumulate(x.Matrix)")]
    [InlineData("// a Matrix in a comment", "// a Matrix in a comment")]
    [InlineData("OutputActivation = §LayerActivation.Tanh,", "OutputActivation = global::UnrolledRnn.LayerActivation.Tanh,")]
    public void A_hidden_name_is_written_in_full_where_it_is_marked(string code, string expected) =>
        Assert.Equal(expected, Scope("LayerActivation", "Matrix").Resolve(code));

    [Fact]
    public void Marked_types_are_used_by_namespace_or_by_alias()
    {
        NameScope names = Scope();
        names.Resolve("§Unsafe.Add(ref §MatrixProduct.X)");
        Assert.Equal(["using System.Runtime.CompilerServices;", "using MatrixProduct = global::UnrolledRnn.CompilerServices.MatrixProduct;"], names.Usings);
    }

    [Fact]
    public void Marked_rows_of_floats_are_noted_by_their_length()
    {
        NameScope names = Scope();
        Assert.Equal("Floats32 a = default; Floats16 b;", names.Resolve("§Floats32 a = default; §Floats16 b;"));
        Assert.Equal([16, 32], names.Rows);
        Assert.Empty(names.Usings);
    }

    private static NameScope Scope(params string[] hidden) => new(new TargetType
    {
        Name = "Net", Namespace = "", HintName = "Net", HiddenTypeNames = new EquatableArray<string>(hidden),
    });
}
