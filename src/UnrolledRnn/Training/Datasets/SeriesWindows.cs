namespace UnrolledRnn.Training;

/// <summary>What windows over a series are cut from.</summary>
/// <param name="Rows">The series.</param>
/// <param name="TargetColumns">The columns to foretell.</param>
/// <param name="Horizon">Steps ahead.</param>
/// <param name="Stride">Steps from window to window.</param>
/// <param name="FirstTarget">The first row that may be foretold; those before are inputs alone.</param>
/// <param name="End">Where the series ends.</param>
internal sealed record SeriesWindows(VectorRows Rows, int[] TargetColumns, int Horizon, int Stride, int FirstTarget, int End);
