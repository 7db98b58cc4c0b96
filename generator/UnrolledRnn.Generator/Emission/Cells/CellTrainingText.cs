namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>How a direction's parameters are named in training.</summary>
/// <param name="Suffix">The end of their names.</param>
/// <param name="HasBias">Whether there are biases.</param>
/// <param name="Before">The step before in the equations: t-1, or t+1 for a direction that runs backwards.</param>
/// <param name="ProjectionForward">The statements behind the cell that project its values to h_t, where it does.</param>
/// <param name="ProjectionBackward">The statements in front of the cell's backward step that give the gradient by these values.</param>
internal sealed record CellTrainingText(
    string Suffix, bool HasBias, string Before, IReadOnlyList<string> ProjectionForward, IReadOnlyList<string> ProjectionBackward);
