using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>A fresh project that takes the packed packages of this build, in a folder of its own.</summary>
internal sealed class PackedProject : IDisposable
{
    /// <summary>The packages that every project has.</summary>
    private static readonly string[] s_everywhere = ["UnrolledRnn", "UnrolledRnn.Text"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-package-");

    /// <summary>Packs packages.</summary>
    /// <param name="others">Those beside the two that every project has.</param>
    public PackedProject(params string[] others)
    {
        foreach (string project in s_everywhere.Concat(others))
        {
            PackedFeed.Pack(project);
        }
    }

    /// <summary>The path of a file of the project.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }

    /// <summary>Writes the project file.</summary>
    /// <param name="properties">Its properties beside those that every project has.</param>
    /// <param name="items">Its items beside the packages that every project has.</param>
    /// <param name="sdk">Its SDK.</param>
    /// <param name="name">Its name.</param>
    public void WriteProject(string properties, string items = "", string sdk = "Microsoft.NET.Sdk", string name = "Consumer.csproj")
    {
        Write(
            name,
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{PackedFeed.Folder}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="UnrolledRnn" Version="{PackedFeed.Version}" />
                <PackageReference Include="UnrolledRnn.Text" Version="{PackedFeed.Version}" />
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Runs the SDK in the folder; it must succeed.</summary>
    public string Dotnet(params string[] arguments) => Command.Run(
        Command.DotnetPath,
        _folder.FullName,
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = PackedFeed.Cache },
        arguments);

    public void Dispose() => _folder.Delete(recursive: true);
}
