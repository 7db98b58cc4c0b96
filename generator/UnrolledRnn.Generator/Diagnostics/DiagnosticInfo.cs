using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>A diagnostic as plain values, so that the pipeline can compare it.</summary>
internal sealed record DiagnosticInfo(string Id, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments) =>
        new(descriptor.Id, location, new EquatableArray<string>(arguments));

    /// <param name="compilation">The compilation at hand.</param>
    /// <param name="pages">The folder of the pages, or empty.</param>
    public Diagnostic ToDiagnostic(Compilation compilation, string pages) => Diagnostic.Create(
        HelpPages.WithLink(DiagnosticDescriptors.ById(Id), pages),
        Location?.ToLocation(compilation) ?? Microsoft.CodeAnalysis.Location.None,
        [.. Arguments]);
}
