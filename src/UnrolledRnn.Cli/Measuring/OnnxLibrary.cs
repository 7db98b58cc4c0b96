using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>Where ONNX Runtime's native library is on a machine that has it.</summary>
internal static class OnnxLibrary
{
    private static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>The library that NuGet has unpacked for a project of this machine, the newest one; or null.</summary>
    public static string? Find()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var package = new DirectoryInfo(Path.Combine(packages, "microsoft.ml.onnxruntime"));
        return !package.Exists ? null : package.EnumerateDirectories()
            .Where(version => Version.TryParse(version.Name, out _))
            .OrderByDescending(version => Version.Parse(version.Name))
            .Select(version => Path.Combine(version.FullName, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Makes ONNX Runtime's classes use a library; once in a process.</summary>
    /// <param name="path">The library.</param>
    public static void Use(string path) => NativeLibrary.SetDllImportResolver(
        typeof(InferenceSession).Assembly,
        (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? NativeLibrary.Load(path) : nint.Zero);
}
