using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>What parsing made of one declaration: a spec where it is valid, else the diagnostics that say why not.</summary>
internal sealed record ParseResult
{
    public NetworkSpec? Spec { get; init; }

    /// <summary>A valid declaration that names a model file, until the file is at hand; or null.</summary>
    public FileRequest? Request { get; init; }

    public EquatableArray<DiagnosticInfo> Diagnostics { get; init; }

    /// <summary>Where the attribute stands, for what planning has to say.</summary>
    public required LocationInfo Location { get; init; }
}
