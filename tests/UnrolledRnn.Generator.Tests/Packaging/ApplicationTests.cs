using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>The packed package in applications of other kinds than a console of one project.</summary>
public sealed class ApplicationTests : IClassFixture<ApplicationTests.Packages>
{
    private const string InvariantMode = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    private const string Network =
        """
        using UnrolledRnn;

        namespace Library;

        /// <summary>A network in the public API of a library.</summary>
        [UnrolledRnn(inputSize: 1, hiddenSize: 5, outputSize: 1, sequenceLength: 4, Cell = RnnCell.Lstm)]
        public sealed partial class Amp;
        """;

    private readonly PackedProject _project;

    public ApplicationTests(Packages packages) => _project = packages.Project;

    [SkippableFact]
    public void An_FSharp_program_runs_a_network_of_a_CSharp_library_in_any_culture()
    {
        Skip.If(Environment.GetEnvironmentVariable(InvariantMode) is "1" or "true", "This machine has no culture but the invariant one.");
        _project.Write("Größe of a library/Amp.cs", Network);
        _project.WriteProject(
            """
            <OutputType>Library</OutputType>
            <ImplicitUsings>disable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <NeutralLanguage>en</NeutralLanguage>
            """,
            name: "Größe of a library/Library.csproj");
        _project.Write(
            "Größe of a program/Program.fs",
            """
            open System
            open Library

            let path = Environment.GetCommandLineArgs()[1]
            Amp(seed = 42).Save path
            let amp = Amp.Load path
            let mutable state = Amp.State()
            let outputs = [| for input in [ 0.5f; -0.25f; 0.125f ] -> amp.Step(input, &state) |]
            printfn "%s %b" (0.5.ToString()) state.IsFinite
            printfn "%O %A" Amp.Shape (Array.map BitConverter.SingleToInt32Bits outputs)
            """);
        _project.Write(
            "Größe of a program/Program.fsproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RestoreAdditionalProjectSources>{PackedFeed.Folder}</RestoreAdditionalProjectSources>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.fs" />
                <ProjectReference Include="../Größe of a library/Library.csproj" />
              </ItemGroup>
            </Project>
            """);

        _project.Dotnet("build", "Größe of a program", "-c", "Release", "-o", _project.PathOf("Größe of it"), "-warnaserror");
        string[] german = Run("LC_ALL", "de_DE.UTF-8", "german.safetensors");
        string[] invariant = Run(InvariantMode, "1", "invariant.safetensors");

        Assert.Equal(("0,5 true", "0.5 true"), (german[0], invariant[0]));
        Assert.Equal(invariant[1..], german[1..]);
        Assert.Equal(File.ReadAllBytes(_project.PathOf("invariant.safetensors")), File.ReadAllBytes(_project.PathOf("german.safetensors")));

        string[] Run(string variable, string value, string model) => Command.Run(
            Command.DotnetPath, _project.PathOf("."), new Dictionary<string, string> { [variable] = value },
            "Größe of it/Program.dll", model).Split('\n');
    }

    [Fact]
    public void A_trimmed_program_of_a_single_file_learns_and_keeps_what_it_learned()
    {
        _project.Write("Single file/Amp.cs", Network);
        _project.Write(
            "Single file/Program.cs",
            """
            using Library;
            using UnrolledRnn.Training;

            var amp = new Amp(seed: 42);
            float first = Output(amp);
            new Trainer<Amp>(amp, new Adam(amp.Parameters.Length), batchSize: 1).Train([0.1f, 0.2f, 0.3f, 0.4f], [1f, 1f, 1f, 1f]);
            float learned = Output(amp);
            amp.Save("amp.safetensors");
            Console.WriteLine($"{learned > first} {Output(Amp.Load("amp.safetensors")) == learned}");

            static float Output(Amp amp)
            {
                Amp.State state = default;
                return amp.Step(0.5f, ref state);
            }
            """);
        _project.WriteProject(
            """
            <PublishSingleFile>true</PublishSingleFile>
            <PublishTrimmed>true</PublishTrimmed>
            <InvariantGlobalization>true</InvariantGlobalization>
            """,
            name: "Single file/Consumer.csproj");

        _project.Dotnet(
            "publish", "Single file", "-c", "Release", "--use-current-runtime", "-o", _project.PathOf("published"), "-warnaserror",
            "-p:DebugType=none");

        string program = Assert.Single(Directory.GetFiles(_project.PathOf("published")));
        string empty = Directory.CreateDirectory(_project.PathOf("empty")).FullName;
        Assert.Equal("True True", Command.Run(program, empty).Trim());
    }

    [Fact]
    public void A_Blazor_program_builds_without_a_warning()
    {
        _project.Write("Blazor/Amp.cs", Network);
        _project.Write(
            "Blazor/Program.cs",
            """
            using Consumer;
            using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

            var builder = WebAssemblyHostBuilder.CreateDefault(args);
            builder.RootComponents.Add<App>("#app");
            await builder.Build().RunAsync();
            """);
        _project.Write(
            "Blazor/App.razor",
            """
            @using Library
            <p>@_output</p>
            @code {
                private float _output;

                protected override void OnInitialized()
                {
                    Amp.State state = default;
                    _output = new Amp(seed: 42).Step(0.5f, ref state);
                }
            }
            """);
        _project.WriteProject(
            "",
            """
            <PackageReference Include="Microsoft.AspNetCore.Components.WebAssembly" Version="$(BundledNETCoreAppPackageVersion)" />
            """,
            "Microsoft.NET.Sdk.BlazorWebAssembly",
            "Blazor/Consumer.csproj");

        _project.Dotnet("build", "Blazor", "-c", "Release", "-warnaserror");
    }

    /// <summary>The packages, packed once for all these tests.</summary>
    public sealed class Packages : IDisposable
    {
        internal PackedProject Project { get; } = new();

        public void Dispose() => Project.Dispose();
    }
}
