using UnrolledRnn.Generator.Tests.Infrastructure;
using Xunit.Abstractions;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>A network in a program that NativeAOT has compiled.</summary>
public sealed class AotTests(AotSample sample, ITestOutputHelper output) : IClassFixture<AotSample>
{
    private const string Steps = "1000000";

    // The aim is 10 ms, which a busy machine may miss; a program that compiles while it starts takes longer than this.
    private static readonly TimeSpan s_sanityLimit = TimeSpan.FromSeconds(2);

    [SkippableFact]
    public void Publishing_gives_no_warning()
    {
        SkipWithoutLinker();

        Assert.DoesNotContain("warning", sample.NativeLog, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public void The_native_program_computes_the_bits_of_the_jitted_one()
    {
        SkipWithoutLinker();

        SampleResult native = sample.RunNative("7", Steps);
        SampleResult jitted = sample.RunManaged("7", Steps);

        output.WriteLine($"native: {native}");
        output.WriteLine($"jitted: {jitted}");
        Assert.Equal(jitted.VectorBits, native.VectorBits);
        Assert.Equal((jitted.FirstBits, jitted.LastBits), (native.FirstBits, native.LastBits));
    }

    [SkippableFact]
    public void Model_files_go_from_the_one_to_the_other()
    {
        SkipWithoutLinker();
        string fromJitted = sample.File("jitted.safetensors");
        string fromNative = sample.File("native.safetensors");

        SampleResult expected = sample.RunManaged("8", "10", fromJitted);
        SampleResult native = sample.RunNative(fromJitted, "10", fromNative);

        Assert.Equal(expected.LastBits, native.LastBits);
        Assert.Equal(File.ReadAllBytes(fromJitted), File.ReadAllBytes(fromNative));
    }

    [SkippableTheory]
    [InlineData(16, "Lstm16")]
    [InlineData(11, "plain")]
    public void A_model_of_another_program_is_run_by_the_class_that_fits_or_by_loops(int hiddenSize, string runner)
    {
        SkipWithoutLinker();
        string path = sample.File($"amp{hiddenSize}.nam");
        ModelFilePackageTests.Write(path, hiddenSize, seed: 5);

        string native = sample.RunNativeText(path, "1000");

        Assert.EndsWith($" by {runner}", native, StringComparison.Ordinal);
        Assert.Equal(sample.RunManagedText(path, "1000"), native);
    }

    [SkippableFact]
    public void The_first_inference_is_there_as_soon_as_the_process()
    {
        SkipWithoutLinker();

        TimeSpan[] native = [.. Enumerable.Range(0, 11).Select(_ => sample.TimeToFirstNativeLine()).Order()];
        TimeSpan jitted = sample.TimeToFirstManagedLine();

        output.WriteLine($"native: {native[0].TotalMilliseconds:F1} ms at best, {native[5].TotalMilliseconds:F1} ms median; jitted: {jitted.TotalMilliseconds:F1} ms");
        Assert.InRange(native[5], TimeSpan.Zero, s_sanityLimit);
    }

    [SkippableFact]
    public void The_native_program_is_smaller_than_a_native_inference_library()
    {
        SkipWithoutLinker();
        string onnxRuntime = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so");

        long native = new FileInfo(sample.NativeProgram).Length;
        long library = new FileInfo(onnxRuntime).Length;
        long managed = SizeOf(sample.ManagedFolder);
        long runtime = SizeOf(Path.GetDirectoryName(typeof(object).Assembly.Location)!);

        output.WriteLine($"native program: {Megabytes(native)}; libonnxruntime.so: {Megabytes(library)}; for a runtime: {Megabytes(managed)} + {Megabytes(runtime)}");
        Assert.InRange(native, 1, library);
    }

    private static void SkipWithoutLinker() => Skip.If(NativeLinker.Missing is not null, NativeLinker.Missing ?? "");

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.Extension is not (".pdb" or ".xml")).Sum(file => file.Length);

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:F1} MB");
}
