using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>What users get: the packed package in a fresh project that knows nothing else of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-package-");

    [Fact]
    public void Package_brings_the_generator_into_a_strict_project_without_unsafe_code()
    {
        string feed = Path.Combine(_folder.FullName, "feed");
        // Without a build: other tests are using what has been built.
        Command.Dotnet(RepositoryFiles.Root, "pack", "src/UnrolledRnn", "--no-build", "-c", Configuration, "-o", feed, "-p:PackageVersion=0.0.1-test");
        WriteConsumer(feed);
        string output = Command.Dotnet(_folder.FullName, "run", "-c", "Release", "--disable-build-servers");
        Assert.Equal("2 0", output.Trim());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void WriteConsumer(string feed)
    {
        // A package cache of its own, so that no package of an earlier run is taken for this one.
        File.WriteAllText(
            Path.Combine(_folder.FullName, "Consumer.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <IsAotCompatible>true</IsAotCompatible>
                <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
                <NeutralLanguage>en</NeutralLanguage>
                <NoWarn>CA1515</NoWarn>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
                <DefaultItemExcludes>$(DefaultItemExcludes);feed/**</DefaultItemExcludes>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="UnrolledRnn" Version="0.0.1-test" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(
            Path.Combine(_folder.FullName, "Program.cs"),
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
                    Console.WriteLine($"{Amp.OutputSize} {state.Hidden[0]}");
                }
            }
            """);
    }
}
