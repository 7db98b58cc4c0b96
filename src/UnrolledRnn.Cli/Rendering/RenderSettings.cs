namespace UnrolledRnn.Cli.Rendering;

/// <summary>How a model is put on a sound.</summary>
/// <param name="GainIn">Decibels in front of the model.</param>
/// <param name="GainOut">Decibels behind it.</param>
/// <param name="Format">What is written.</param>
internal sealed record RenderSettings(float GainIn, float GainOut, SampleFormat Format)
{
    /// <summary>Decibels as a factor.</summary>
    public static float Factor(float decibels) => MathF.Pow(10, decibels / 20);
}
