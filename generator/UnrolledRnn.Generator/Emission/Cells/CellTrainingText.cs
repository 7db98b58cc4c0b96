namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>How a direction's parameters are named in training.</summary>
/// <param name="HasBias">Whether there are biases.</param>
/// <param name="Before">The step before in the equations: t-1, or t+1 for a direction that runs backwards.</param>
internal sealed record CellTrainingText(bool HasBias, string Before);
