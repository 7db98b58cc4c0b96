namespace UnrolledRnn.Formats;

/// <summary>One feature: a value of each time step of each sequence.</summary>
/// <param name="Source">What it is computed by.</param>
/// <param name="Index">Its place among the values of that.</param>
/// <param name="Moment">Which time steps are meant.</param>
internal readonly record struct OnnxColumn(OnnxExpression Source, int Index, OnnxMoment Moment);
