using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>A project that has the generator, and the runtime not or in part.</summary>
public sealed class MissingRuntimeTests
{
    private const string Attribute = "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4)]";

    [Fact]
    public void Missing_runtime_is_reported_once()
    {
        GeneratorRun run = GeneratorRun.Of($"{Attribute} partial class A; [UnrolledRnn] partial class B;", withRuntime: false);
        Assert.Equal("URNN0011", Assert.Single(run.GeneratorDiagnostics).Id);
    }

    [Fact]
    public void Missing_runtime_is_none_of_the_concern_of_a_project_without_networks() =>
        Assert.Empty(GeneratorRun.Of("[System.Obsolete] class Program;", withRuntime: false).GeneratorDiagnostics);

    [Fact]
    public void Attribute_without_the_rest_of_the_runtime_emits_nothing()
    {
        const string Own =
            """
            namespace UnrolledRnn { class UnrolledRnnAttribute(int a, int b, int c, int d) : System.Attribute; }
            [UnrolledRnn.UnrolledRnn(1, 2, 1, 2)] partial class Net;
            """;
        GeneratorRun run = GeneratorRun.Of(Own, withRuntime: false);
        Assert.Equal("URNN0011", Assert.Single(run.GeneratorDiagnostics).Id);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Attribute_of_the_same_name_is_left_alone()
    {
        const string Own = "class UnrolledRnnAttribute : System.Attribute; [UnrolledRnn] class Other;";
        Assert.Empty(GeneratorRun.Of(Own, withRuntime: false).GeneratorDiagnostics);
    }
}
