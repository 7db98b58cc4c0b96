using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>A fresh project that takes the packed packages of this build, in a folder and with a package cache of its own.</summary>
internal sealed class PackedProject : IDisposable
{
    private const string Version = "0.0.1-test";

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-package-");

    private readonly string[] _packages;

    /// <summary>Packs the packages.</summary>
    /// <param name="more">Those that the project takes beside the two of every project.</param>
    public PackedProject(params string[] more)
    {
        _packages = ["UnrolledRnn", "UnrolledRnn.Text", .. more];

        // Without a build: other tests are using what has been built.
        foreach (string package in _packages)
        {
            Command.Dotnet(
                RepositoryFiles.Root, "pack", $"src/{package}", "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}",
                "-p:Version=" + Version);
        }
    }

    private string Feed => Path.Combine(_folder.FullName, "feed");

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);

    /// <summary>Writes the project file.</summary>
    /// <param name="properties">Its properties beside those that every project has.</param>
    public void WriteProject(string properties)
    {
        Write(
            "Consumer.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
                <DefaultItemExcludes>$(DefaultItemExcludes);feed/**;cache/**</DefaultItemExcludes>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(_packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Runs the SDK in the folder; it must succeed.</summary>
    public string Dotnet(params string[] arguments) => Command.Run(
        Command.DotnetPath,
        _folder.FullName,
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache") },
        arguments);

    public void Dispose() => _folder.Delete(recursive: true);
}
