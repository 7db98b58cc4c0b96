using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>User code, what the generator adds to it, and what the compiler says of both.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ReferencePaths().Select(path => MetadataReference.CreateFromFile(path))];

    private GeneratorRun(Compilation input, Compilation output, GeneratorDriverRunResult result)
    {
        Input = input;
        Output = output;
        Result = result;
    }

    /// <summary>The compilation before the generator.</summary>
    public Compilation Input { get; }

    /// <summary>The compilation with the emitted files.</summary>
    public Compilation Output { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics => Result.Diagnostics;

    /// <summary>Errors and warnings of the compiler, emitted code included.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>The emitted files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.Results.Single().GeneratedSources
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Runs the generator on user code.</summary>
    public static GeneratorRun Of(string source, LanguageVersion version = LanguageVersion.CSharp14, bool withRuntime = true) =>
        Of(Compile(source, version, withRuntime), Driver(version));

    /// <summary>Runs the generator on user code that is built without optimisation.</summary>
    /// <param name="source">The code.</param>
    /// <param name="properties">The project's properties, as the package's build files pass them on.</param>
    public static GeneratorRun OfDebug(string source, params (string Name, string Value)[] properties)
    {
        CSharpCompilation input = Compile(source);
        input = input.WithOptions(input.Options.WithOptimizationLevel(OptimizationLevel.Debug));
        return Of(input, Driver().WithUpdatedAnalyzerConfigOptions(new ProjectProperties(properties)));
    }

    /// <summary>Runs the generator on user code beside the texts that the build has made of model files.</summary>
    public static GeneratorRun OfFiles(string source, params (string Path, string Text)[] files) => Of(
        Compile(source), Driver().AddAdditionalTexts([.. files.Select(file => new AdditionalFile(file.Path, file.Text))]));

    private static GeneratorRun Of(CSharpCompilation input, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new GeneratorRun(input, output, driver.GetRunResult());
    }

    /// <summary>User code before the generator.</summary>
    public static CSharpCompilation Compile(string source, LanguageVersion version = LanguageVersion.CSharp14, bool withRuntime = true)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithWarningLevel(9999);
        IEnumerable<MetadataReference> references = withRuntime
            ? s_references
            : s_references.Where(reference => !reference.Display!.EndsWith("UnrolledRnn.dll", StringComparison.Ordinal));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, ParseOptions(version), path: "User.cs");
        return CSharpCompilation.Create("Generated", [tree], references, options);
    }

    /// <summary>A driver that notes why each step of the pipeline ran.</summary>
    public static GeneratorDriver Driver(LanguageVersion version = LanguageVersion.CSharp14) => CSharpGeneratorDriver.Create(
        [new UnrolledRnnGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions(version),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Fails, with the numbered source, unless neither generator nor compiler has anything to say.</summary>
    public GeneratorRun AssertClean()
    {
        Diagnostic[] unexpected = [.. GeneratorDiagnostics.Concat(CompilerDiagnostics)];
        Assert.True(unexpected.Length == 0, Describe(unexpected));
        return this;
    }

    /// <summary>Compiles everything; fails on any error or warning.</summary>
    public byte[] Emit()
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = Output.Emit(image);
        Diagnostic[] unexpected =
        [
            .. GeneratorDiagnostics,
            .. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        Assert.True(emitted.Success && unexpected.Length == 0, Describe(unexpected));
        return image.ToArray();
    }

    /// <summary>Compiles and loads everything.</summary>
    public Assembly Load() => Assembly.Load(Emit());

    private static CSharpParseOptions ParseOptions(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    private static IEnumerable<string> ReferencePaths()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> ours =
            [typeof(UnrolledRnnAttribute).Assembly.Location, typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location];
        return trusted.Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework).Concat(ours);
    }

    /// <summary>The first of them, and where all are, with the numbered files that they are about.</summary>
    private static string Describe(Diagnostic[] diagnostics)
    {
        if (diagnostics.Length == 0)
        {
            return "";
        }

        var log = new StringBuilder();
        foreach (SyntaxTree tree in diagnostics.Select(diagnostic => diagnostic.Location.SourceTree).OfType<SyntaxTree>().Distinct())
        {
            log.AppendLine(CultureInfo.InvariantCulture, $"--- {tree.FilePath}");
            int number = 0;
            foreach (string line in tree.ToString().Split('\n'))
            {
                log.AppendLine(CultureInfo.InvariantCulture, $"{++number,4} {line}");
            }
        }

        return Failures.Describe([.. diagnostics.Select(diagnostic => diagnostic.ToString()), log.ToString()]);
    }
}
