namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>The package of the pretrained model in a fresh project.</summary>
public sealed class PretrainedPackageTests : IDisposable
{
    private readonly PackedProject _project = new("UnrolledRnn.Pretrained");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_program_of_two_lines_continues_a_text()
    {
        _project.Write(
            "Program.cs",
            """
            using UnrolledRnn.Text;

            Console.WriteLine(LanguageModel.Pretrained().WhatNext("My dear Mr.", 12));
            """);
        _project.WriteProject("", $"""<PackageReference Include="UnrolledRnn.Pretrained" Version="{PackedFeed.Version}" />""");

        Assert.True(_project.Dotnet("run", "-c", "Release").Trim().Length > 10);
    }
}
