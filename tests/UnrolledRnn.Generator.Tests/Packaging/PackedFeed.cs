using System.Collections.Concurrent;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>
/// The packages of this build, each packed once for all tests of the process, and the cache into which the projects of these unpack them:
/// it begins empty, and no other project knows it.
/// </summary>
internal static class PackedFeed
{
    /// <summary>The version of the packages.</summary>
    public const string Version = "0.0.1-test";

    private static readonly string s_folder = Create();
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_packed = new();

    /// <summary>The folder of the packages.</summary>
    public static string Folder => Path.Combine(s_folder, "feed");

    /// <summary>The cache.</summary>
    public static string Cache => Path.Combine(s_folder, "cache");

    /// <summary>Packs a package of <c>src</c>.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="version">The version that it gets.</param>
    /// <param name="properties">Properties of its project.</param>
    public static void Pack(string project, string version = Version, params string[] properties) =>
        _ = s_packed.GetOrAdd($"{project} {version}", _ => new Lazy<string>(() => Packed(project, version, properties))).Value;

    // Without a build: other tests are using what has been built.
    private static string Packed(string project, string version, string[] properties) => Command.Dotnet(
        RepositoryFiles.Root,
        [
            "pack", $"src/{project}", "--no-build", "-c", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "-o", Folder,
            $"-p:PackageVersion={version}", $"-p:Version={version}", .. properties,
        ]);

    // Beside the tests and always the same: a process of tests is ended before it could tidy up half a gigabyte.
    private static string Create()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "packages");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
