using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>The package of a release, which holds the runtime compiled ahead of time.</summary>
public sealed class PrecompiledPackageTests : IDisposable
{
    private const string Version = PackedFeed.Version + "-precompiled";

    private readonly PackedProject _project = new();

    public PrecompiledPackageTests()
    {
        PackedFeed.Pack("UnrolledRnn", Version, "-p:Precompiled=true", $"-p:PrecompiledRuntimes={RuntimeInformation.RuntimeIdentifier}");
    }

    private static string Assembly => $"runtimes/{RuntimeInformation.RuntimeIdentifier}/lib/net10.0/UnrolledRnn.dll";

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Runtime_of_a_system_holds_native_code_and_that_of_all_others_none()
    {
        Assert.True(HasNativeCode(Assembly));
        Assert.False(HasNativeCode("lib/net10.0/UnrolledRnn.dll"));
    }

    [Fact]
    public void A_program_takes_the_runtime_of_its_system()
    {
        _project.WriteProject("", $"""<PackageReference Update="UnrolledRnn" Version="{Version}" />""");
        _project.Write(
            "Program.cs",
            """
            using UnrolledRnn;

            var amp = new Amp(seed: 1);
            amp.Save("amp.safetensors");
            Amp read = Amp.Load("amp.safetensors");
            System.Console.WriteLine(System.MemoryExtensions.SequenceEqual<float>(read.Parameters, amp.Parameters));
            System.Console.WriteLine(typeof(RnnCell).Assembly.Location);

            [UnrolledRnn(1, 8, 1, 16, Cell = RnnCell.Lstm)]
            public sealed partial class Amp;
            """);

        string[] lines = _project.Dotnet("run", "-c", "Release").Trim().Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal("True", lines[0]);
        Assert.EndsWith(Assembly, lines[1].Replace('\\', '/'), StringComparison.Ordinal);
    }

    private static bool HasNativeCode(string assembly)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(PackedFeed.Folder, $"UnrolledRnn.{Version}.nupkg"));
        using var bytes = new MemoryStream();
        using (Stream entry = package.GetEntry(assembly)!.Open())
        {
            entry.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var reader = new PEReader(bytes);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
