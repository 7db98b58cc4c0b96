using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace UnrolledRnn.Compiler;

/// <summary>Asks the generator for what this machine runs: the kernels of its vectors, and nothing of training.</summary>
internal sealed class MachineScope : AnalyzerConfigOptionsProvider
{
    /// <summary>The setting, which is also part of what tells code from other code.</summary>
    public static string Setting { get; } =
        $"running-{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)}";

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.UnrolledRnnCodeScope" ? Setting : null;
            return value is not null;
        }
    }
}
