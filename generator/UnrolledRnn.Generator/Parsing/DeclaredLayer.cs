using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>A layer, and where it is written.</summary>
internal sealed record DeclaredLayer(LayerSpec Spec, OptionReader Options, LocationInfo Location);
