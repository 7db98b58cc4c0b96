namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>
/// What users get: the packed package in a fresh project that knows nothing else of this repository, with a package cache of its own.
/// </summary>
public sealed class PackageTests : IDisposable
{
    private readonly PackedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Package_brings_the_generator_into_a_strict_project_without_unsafe_code()
    {
        _project.Write(
            "Program.cs",
            """
            namespace Consumer;

            using System;
            using UnrolledRnn;

            /// <summary>A network in a public API.</summary>
            [UnrolledRnn(inputSize: 1, hiddenSize: 5, outputSize: 2, sequenceLength: 4)]
            public sealed partial class Amp;

            internal static class Program
            {
                private static void Main()
                {
                    var amp = new Amp(seed: 42);
                    Amp.State state = default;
                    Span<float> output = stackalloc float[Amp.OutputSize];
                    amp.Step(0f, output, ref state);
                    Console.WriteLine($"{Amp.OutputSize} {state.IsFinite}");
                }
            }
            """);
        _project.WriteProject(
            """
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <IsAotCompatible>true</IsAotCompatible>
            <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
            <NeutralLanguage>en</NeutralLanguage>
            <NoWarn>CA1515</NoWarn>
            """);

        Assert.Equal("2 True", _project.Dotnet("run", "-c", "Release").Trim());
    }

    [Fact]
    public void A_debug_build_runs_at_full_speed_where_the_property_asks_for_it_also_after_one_without()
    {
        _project.Write(
            "Program.cs",
            """
            using System.Diagnostics;
            using System.Reflection;
            using UnrolledRnn;

            Console.WriteLine(Assembly.GetEntryAssembly()!.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled ? "slow" : "fast");
            Amp.State state = default;
            Debug.Assert(new Amp(seed: 1).Step(0.5f, ref state) != 0, "a network");

            [UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 4)]
            public sealed partial class Amp;
            """);
        _project.WriteProject("");

        Assert.Equal("slow", _project.Dotnet("run").Trim());
        Assert.Equal("fast", _project.Dotnet("run", "-p:UnrolledRnnOptimizeDebug=true").Trim());
        Assert.Equal("slow", _project.Dotnet("run").Trim());
    }

    [Theory]
    [InlineData("linux-x64", "", true)]
    [InlineData("win-x64", "", true)]
    [InlineData("linux-x64", "x86-64-v3", false)]
    [InlineData("linux-arm64", "", false)]
    public void Publishing_natively_for_vectors_of_128_bits_is_told(string runtime, string instructionSet, bool warns)
    {
        _project.WriteProject("");
        _project.Dotnet("restore");

        string output = _project.Dotnet(
            "msbuild", "-t:UnrolledRnnCheckInstructionSet", "-p:PublishAot=true", $"-p:RuntimeIdentifier={runtime}",
            $"-p:IlcInstructionSet={instructionSet}");

        Assert.Equal(warns, output.Contains("warning URNN0037", StringComparison.Ordinal));
    }
}
