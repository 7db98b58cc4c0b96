using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>An equation of a cell in a kernel: Start = Value, Start = Function(Value) or Start = Factor ⊙ Function(Value).</summary>
/// <param name="Start">The start of the statement.</param>
/// <param name="Value">A vector, as an expression.</param>
/// <param name="Function">The function of it, or null.</param>
/// <param name="Factor">What the function's result is multiplied with, or null.</param>
internal sealed record Equation(string Start, string Value, ActivationFunction? Function = null, string? Factor = null);
