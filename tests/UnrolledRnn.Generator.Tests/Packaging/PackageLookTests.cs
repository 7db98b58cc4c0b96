using System.IO.Compression;
using System.Xml.Linq;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>What a package shows of itself in a gallery, and to a debugger.</summary>
public sealed class PackageLookTests : IDisposable
{
    private static readonly string[] s_libraries = ["UnrolledRnn", "UnrolledRnn.Text", "UnrolledRnn.Formats"];

    private readonly PackedProject _packages = new("UnrolledRnn.Formats", "UnrolledRnn.Templates");

    public void Dispose() => _packages.Dispose();

    [Fact]
    public void Packages_have_an_icon_a_readme_and_a_licence_and_libraries_their_symbols()
    {
        Assert.All([.. s_libraries, "UnrolledRnn.Templates"], name =>
        {
            using ZipArchive package = Open(name, "nupkg");
            using Stream description = package.GetEntry($"{name}.nuspec")!.Open();
            Dictionary<string, string> metadata = XDocument.Load(description).Descendants()
                .Where(element => !element.HasElements)
                .GroupBy(element => element.Name.LocalName)
                .ToDictionary(group => group.Key, group => group.First().Value);

            Assert.Equal("MIT", metadata["license"]);
            Assert.NotEqual("Package Description", metadata["description"]);
            Assert.NotNull(package.GetEntry(metadata["icon"]));
            using var readme = new StreamReader(package.GetEntry(metadata["readme"])!.Open());
            Assert.StartsWith($"# {name}", readme.ReadLine(), StringComparison.Ordinal);
        });
        Assert.All(s_libraries, name =>
        {
            using ZipArchive symbols = Open(name, "snupkg");
            Assert.Contains(symbols.Entries, entry => entry.Name == $"{name}.pdb");
        });
    }

    [Fact]
    public void The_generator_and_the_fixes_of_the_editor_come_with_the_runtime()
    {
        using ZipArchive package = Open("UnrolledRnn", "nupkg");

        Assert.Equal(
            ["analyzers/dotnet/cs/UnrolledRnn.CodeFixes.dll", "analyzers/dotnet/cs/UnrolledRnn.Generator.dll"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Order());
    }

    private static ZipArchive Open(string name, string extension) =>
        ZipFile.OpenRead(Path.Combine(PackedFeed.Folder, $"{name}.{PackedFeed.Version}.{extension}"));
}
