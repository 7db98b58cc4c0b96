using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Groups of units whose sums stay in registers together.</summary>
internal sealed record PanelPlan(EquatableArray<UnitGroup> Groups);
