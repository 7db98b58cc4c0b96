using System.Diagnostics;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>
/// The random family on Arm64, in an emulator, which takes a hundred times as long: a few of the networks tell. The JIT gives up optimising
/// a method that is too much for it, and is asked whether it did.
/// </summary>
public sealed class Arm64Tests
{
    private const int Networks = 6;

    [SkippableFact]
    public void Arm64_computes_the_bits_of_x64_in_code_that_is_optimised()
    {
        Skip.IfNot(Arm64Emulator.Missing is null, Arm64Emulator.Missing ?? "");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("unrolled-rnn-arm64-");
        try
        {
            string program = Publish(folder.FullName);
            string compiled = Path.Combine(folder.FullName, "compiled.txt");
            FamilyRun arm = FamilyRun.In(
                arguments =>
                {
                    ProcessStartInfo start = Arm64Emulator.StartOf(program, arguments);
                    start.Environment["DOTNET_JitStdOutFile"] = compiled;
                    start.Environment["DOTNET_JitDisasmSummary"] = "1";
                    return start;
                },
                every: Families.Family.All.Count / Networks);
            FamilyRun here = FamilyRun.On();
            Assert.False(arm.Has256);
            string[] problems = [.. arm.Results.Values.Select(result => result.Problem).OfType<string>()];
            Assert.True(problems.Length == 0, Failures.Describe(problems));
            string[] different =
            [
                .. arm.Results.Where(result => result.Value.Hash != here.Results[result.Key].Hash)
                    .Select(result => Families.Family.All[result.Key].ToString()),
            ];
            Assert.True(different.Length == 0, Failures.Describe(different));
            Assert.DoesNotContain(File.ReadLines(compiled), line => line.Contains("MinOpts", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A program with a runtime for Arm64 that runs the tests' own, as it has been built.</summary>
    private static string Publish(string folder)
    {
        string published = Path.Combine(folder, "published");
        File.WriteAllText(
            Path.Combine(folder, "Program.cs"),
            $"""
            System.Reflection.Assembly.Load("{typeof(Arm64Tests).Assembly.GetName().Name}").EntryPoint!.Invoke(null, [args]);
            """);
        File.WriteAllText(
            Path.Combine(folder, "arm64.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifier>linux-arm64</RuntimeIdentifier>
                <SelfContained>true</SelfContained>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{AppContext.BaseDirectory}*.dll" />
              </ItemGroup>
            </Project>
            """);
        Command.Dotnet(folder, "publish", "-c", "Release", "-o", published);
        return Path.Combine(published, "arm64");
    }
}
