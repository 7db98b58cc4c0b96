namespace UnrolledRnn.Cli.Rendering;

/// <summary>What rendering has come to.</summary>
/// <param name="Samples">Samples of all channels that were written.</param>
/// <param name="Beyond">Those beyond full scale.</param>
/// <param name="Peak">The largest magnitude.</param>
/// <param name="Elapsed">What it took, from the first sample to the last.</param>
internal readonly record struct RenderResult(long Samples, long Beyond, float Peak, TimeSpan Elapsed);
