using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>A text that is to be learnt.</summary>
/// <param name="Text">The text.</param>
/// <param name="Options">How to train.</param>
/// <param name="Prompt">What samples begin with.</param>
internal sealed record TrainingRequest(TrainingText Text, TrainingOptions Options, string Prompt) : RunRequest(Options)
{
    /// <summary>What the tokens of the text are.</summary>
    public TextTokens Tokens { get; init; } = TextTokens.Characters;
}
