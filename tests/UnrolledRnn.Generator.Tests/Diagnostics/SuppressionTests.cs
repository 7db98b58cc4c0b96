using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>The means by which a user silences a diagnostic of the generator where it stands.</summary>
public sealed class SuppressionTests
{
    private const string Network = "[UnrolledRnn.UnrolledRnn(8, 64, 8, 100, Unroll = UnrolledRnn.Unrolling.Full)] partial class Net;";

    [Fact]
    public void Pragma_above_the_class_suppresses() => Assert.True(Assert.Single(GeneratorRun.Of($"#pragma warning disable URNN0009\n{Network}").GeneratorDiagnostics).IsSuppressed);

    [Fact]
    public void Pragma_of_another_class_does_not() =>
        Assert.False(Assert.Single(GeneratorRun.Of($"#pragma warning disable URNN0009\nclass Other;\n#pragma warning restore URNN0009\n{Network}").GeneratorDiagnostics).IsSuppressed);

    [Fact]
    public void Attribute_on_the_class_suppresses() => Assert.True(Assert.Single(
        GeneratorRun.Of($"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"UnrolledRnn\", \"URNN0009\")]\n{Network}").GeneratorDiagnostics).IsSuppressed);
}
