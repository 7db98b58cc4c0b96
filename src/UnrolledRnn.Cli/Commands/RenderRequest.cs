using UnrolledRnn.Cli.Rendering;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What a command line asks of <c>render</c>.</summary>
/// <param name="GainIn">Decibels in front of the model.</param>
/// <param name="GainOut">Decibels behind it.</param>
/// <param name="Format">What to write; null for what is nearest to the input.</param>
/// <param name="NoPrewarm">Whether to begin without silence.</param>
/// <param name="Overwrite">Whether to replace the output.</param>
internal sealed record RenderRequest(float GainIn, float GainOut, SampleFormat? Format, bool NoPrewarm, bool Overwrite);
