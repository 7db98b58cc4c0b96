using System.Globalization;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>The sample program, published natively and for the runtime into a folder of its own, once for all tests.</summary>
public sealed class AotSample : IDisposable
{
    private const string Project = "tests/UnrolledRnn.AotSample";
    private const string Name = "UnrolledRnn.AotSample";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-aot-");
    private readonly Lazy<string> _nativeLog;
    private readonly Lazy<string> _managedLog;

    public AotSample()
    {
        _nativeLog = new(() => Publish("native", "-r", "linux-x64"));
        _managedLog = new(() => Publish("managed", "-p:PublishAot=false"));
    }

    /// <summary>What the SDK said while it published the native program.</summary>
    public string NativeLog => _nativeLog.Value;

    /// <summary>The native program.</summary>
    public string NativeProgram => Path.Combine(Published(_nativeLog, "native"), Name);

    /// <summary>The folder of the program that needs a runtime.</summary>
    public string ManagedFolder => Published(_managedLog, "managed");

    private string ManagedProgram => Path.Combine(ManagedFolder, $"{Name}.dll");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public TimeSpan TimeToFirstNativeLine() => Command.TimeToFirstLine(NativeProgram, _folder.FullName);

    public TimeSpan TimeToFirstManagedLine() => Command.TimeToFirstLine(Command.DotnetPath, _folder.FullName, ManagedProgram);

    internal SampleResult RunNative(params string[] arguments) =>
        SampleResult.Parse(Command.Run(NativeProgram, _folder.FullName, arguments));

    internal SampleResult RunManaged(params string[] arguments) =>
        SampleResult.Parse(Command.Dotnet(_folder.FullName, [ManagedProgram, .. arguments]));

    /// <summary>What the native program prints.</summary>
    public string RunNativeText(params string[] arguments) => Command.Run(NativeProgram, _folder.FullName, arguments).Trim();

    /// <summary>What the program prints that needs a runtime.</summary>
    public string RunManagedText(params string[] arguments) =>
        Command.Dotnet(_folder.FullName, [ManagedProgram, .. arguments]).Trim();

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// With all that is built on the way in the folder too: other tests are using what has been built. Analyzers have seen the same
    /// sources there.
    /// </summary>
    private string Publish(string name, params string[] options) => Command.Dotnet(
        RepositoryFiles.Root,
        [
            "publish", Project, "-c", "Release", "-o", File(name), "--artifacts-path", File("artifacts"), "-p:RunAnalyzers=false",
            .. options,
        ]);

    private string Published(Lazy<string> log, string name)
    {
        Assert.NotEmpty(log.Value);
        return File(name);
    }
}

/// <summary>What the sample program printed.</summary>
internal sealed record SampleResult(string FirstBits, string LastBits, double NanosecondsPerStep, int VectorBits)
{
    public static SampleResult Parse(string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        string[] last = lines[1].Split(' ');
        return new SampleResult(
            first[1], last[1], double.Parse(last[2], CultureInfo.InvariantCulture), int.Parse(last[6], CultureInfo.InvariantCulture));
    }
}
