namespace UnrolledRnn.Generator.Cells;

/// <summary>A value of every unit that one phase of a step leaves to the next.</summary>
/// <param name="Symbol">Its symbol in the equations.</param>
/// <param name="Memory">The name of the memory that holds it.</param>
internal sealed record PhaseValue(string Symbol, string Memory);
