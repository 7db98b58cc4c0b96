using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>What the project says about the build as a whole.</summary>
/// <param name="IsOptimised">Whether the compiler optimises, and the JIT with it.</param>
/// <param name="OptimisesDebug">Whether <c>UnrolledRnnOptimizeDebug</c> asks the JIT to optimise where the compiler does not.</param>
/// <param name="Pages">The folder of the pages of diagnostics; empty without the package's build files.</param>
/// <param name="Scope">How much of each network is emitted.</param>
internal sealed record BuildSettings(bool IsOptimised, bool OptimisesDebug, string Pages, CodeScope Scope)
{
    /// <summary>Reads the settings of a compilation.</summary>
    public static BuildSettings Read(Compilation compilation, AnalyzerConfigOptionsProvider options) => new(
        ((CSharpCompilation)compilation).Options.OptimizationLevel == OptimizationLevel.Release,
        string.Equals(Property(options, "UnrolledRnnOptimizeDebug"), "true", StringComparison.OrdinalIgnoreCase),
        Property(options, "UnrolledRnnPages"),
        CodeScope.Parse(Property(options, "UnrolledRnnCodeScope")));

    private static string Property(AnalyzerConfigOptionsProvider options, string name) =>
        options.GlobalOptions.TryGetValue($"build_property.{name}", out string? value) ? value : "";
}
