using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>What the README says to type works on a machine that has the SDK and an empty package cache.</summary>
public sealed class ReadmeTests : IDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-readme-");

    [Fact]
    public void Every_sample_compiles_and_runs()
    {
        using var project = new PackedProject("UnrolledRnn.Formats", "UnrolledRnn.Build");
        ModelFilePackageTests.Write(project.PathOf("amp.nam"), hiddenSize: 3, seed: 1);
        project.Write("Program.cs", Readme.Program());
        project.WriteProject(
            "",
            $"""
            <PackageReference Include="UnrolledRnn.Formats" Version="{PackedFeed.Version}" />
            <PackageReference Include="UnrolledRnn.Build" Version="{PackedFeed.Version}" PrivateAssets="all" />
            <UnrolledRnnModel Include="amp.nam" />
            """);

        Assert.EndsWith("done", project.Dotnet("run", "-c", "Release").Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_commands_begin_a_project_that_runs()
    {
        string folder = _folder.FullName;
        string output = "";
        foreach (string command in Readme.ProjectCommands)
        {
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "cd")
            {
                folder = Path.Combine(folder, words[1]);
                continue;
            }

            Assert.Equal("dotnet", words[0]);
            output = words[1] == "pack" ? Pack(words) : Dotnet(folder, words[1..]);
        }

        Assert.Contains("Hello, World!", output, StringComparison.Ordinal);
        Assert.Contains("UnrolledRnn", File.ReadAllText(Path.Combine(folder, "my-app.csproj")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// In the repository, without a build, for other tests are using what has been built; the packages go to
    /// where the reader's would be.
    /// </summary>
    private string Pack(string[] words)
    {
        Assert.Equal("dotnet pack src/UnrolledRnn -c Release -o packages", string.Join(' ', words));
        return Command.Dotnet(
            RepositoryFiles.Root, "pack", words[2], "--no-build", "-c", Configuration, "-o", Path.Combine(_folder.FullName, "packages"));
    }

    private string Dotnet(string folder, string[] arguments) => Command.Run(
        Command.DotnetPath,
        folder,
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache") },
        arguments);
}
