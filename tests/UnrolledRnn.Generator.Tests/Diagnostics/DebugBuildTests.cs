using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>A network in a build without optimisation, where the JIT would leave it slow.</summary>
public sealed class DebugBuildTests
{
    private const string Network = "/// <summary>A network.</summary>\n[UnrolledRnn.UnrolledRnn(1, 3, 1, 2)] public partial class Net;";

    [Fact]
    public void It_is_told_on_the_declaration_with_the_ways_out()
    {
        Diagnostic diagnostic = Assert.Single(GeneratorRun.OfDebug(Network).GeneratorDiagnostics);

        Assert.Equal(("URNN0036", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains("UnrolledRnnOptimizeDebug", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void The_property_alone_lets_the_JIT_optimise_the_assembly(string value, bool optimises)
    {
        GeneratorRun run = GeneratorRun.OfDebug(Network, ("UnrolledRnnOptimizeDebug", value));

        Assert.Equal(optimises, run.GeneratorDiagnostics.IsEmpty);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Equal(optimises, run.Files.ContainsKey("UnrolledRnn.OptimizeDebug.g.cs"));
    }

    [Fact]
    public void A_project_without_networks_stays_as_it_is()
    {
        GeneratorRun run = GeneratorRun.OfDebug(
            "/// <summary>A class.</summary>\npublic class Other;", ("UnrolledRnnOptimizeDebug", "true"));

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_release_build_has_nothing_to_be_told() => GeneratorRun.Of(Network).AssertClean();

    [Fact]
    public void Links_lead_to_the_page_in_the_package()
    {
        string folder = Path.Combine(Path.GetTempPath(), "package", "docs") + Path.DirectorySeparatorChar;
        Diagnostic linked = GeneratorRun.OfDebug(Network, ("UnrolledRnnPages", folder)).GeneratorDiagnostics.Single();
        Diagnostic alone = GeneratorRun.OfDebug(Network).GeneratorDiagnostics.Single();

        Assert.Equal(new Uri(Path.Combine(folder, "URNN0036.md")).AbsoluteUri, linked.Descriptor.HelpLinkUri);
        Assert.Equal("", alone.Descriptor.HelpLinkUri);
    }
}
