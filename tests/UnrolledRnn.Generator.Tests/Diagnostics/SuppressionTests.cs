using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>The means by which a user silences a diagnostic of the generator where it stands.</summary>
public sealed class SuppressionTests
{
    private const string Disable = "#pragma warning disable URNN0009\n";
    private const string Restore = "#pragma warning restore URNN0009\n";
    private const string Suppress = "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"UnrolledRnn\", \"URNN0009\")]\n";
    private const string Network = "[UnrolledRnn.UnrolledRnn(8, 64, 8, 100, Unroll = UnrolledRnn.Unrolling.Full)] partial class Net;";

    [Theory]
    [InlineData(Network, false)]
    [InlineData(Disable + Network, true)]
    [InlineData(Disable + "class Other;\n" + Restore + Network, false)]
    [InlineData(Suppress + Network, true)]
    [InlineData(Suppress + "class Other; " + Network, false)]
    public void Diagnostic_is_suppressed_by_what_stands_at_the_class(string source, bool isSuppressed)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(source).GeneratorDiagnostics);
        Assert.Equal("URNN0009", diagnostic.Id);
        Assert.Equal(isSuppressed, diagnostic.IsSuppressed);
    }
}
