using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>A diagnostic as plain values, so that the pipeline can compare it.</summary>
internal sealed record DiagnosticInfo(string Id, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments) =>
        new(descriptor.Id, location, new EquatableArray<string>(arguments));

    public Diagnostic ToDiagnostic(Compilation compilation) => Diagnostic.Create(
        DiagnosticDescriptors.ById(Id), Location?.ToLocation(compilation) ?? Microsoft.CodeAnalysis.Location.None, [.. Arguments]);
}
