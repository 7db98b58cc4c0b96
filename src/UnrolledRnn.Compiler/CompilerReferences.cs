using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler;

/// <summary>The libraries that emitted code names: as few as can be, for each costs time and memory to open.</summary>
internal static class CompilerReferences
{
    private static readonly string[] s_frameworkFiles =
    [
        "System.Private.CoreLib.dll", "System.Runtime.dll", "System.Collections.dll", "System.Memory.dll", "System.Numerics.Vectors.dll",
        "System.Runtime.InteropServices.dll", "System.Runtime.Intrinsics.dll",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_all = new(() =>
        [.. Paths().Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Whether the libraries are files; those of a program in one file are not.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is what is asked for.")]
    public static bool Exist => typeof(object).Assembly.Location.Length > 0 && typeof(NetworkRunner).Assembly.Location.Length > 0;

    /// <summary>The references.</summary>
    public static ImmutableArray<MetadataReference> All => s_all.Value;

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Guarded by Exist.")]
    private static IEnumerable<string> Paths()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return s_frameworkFiles
            .Select(file => Path.Combine(framework, file))
            .Where(File.Exists)
            .Append(typeof(ISequenceNetwork<>).Assembly.Location)
            .Append(typeof(NetworkRunner).Assembly.Location)
            .Append(typeof(TensorPrimitives).Assembly.Location);
    }
}
