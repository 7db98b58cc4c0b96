using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Training;

/// <summary>What does not depend on the class of the network that is trained on a text.</summary>
/// <param name="parts">The text.</param>
/// <param name="shape">The network.</param>
internal abstract class TextTraining(TextParts parts, NetworkShape shape)
{
    /// <summary>The network.</summary>
    public NetworkShape Shape => shape;

    /// <summary>Values of its parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>The tokens of the training text, the most frequent ones where there are more than the model has room for.</summary>
    public Vocabulary Vocabulary => parts.Vocabulary;

    /// <summary>The tokenizer of the vocabulary.</summary>
    public VocabularyTokenizer Tokenizer => parts.Tokenizer;

    /// <summary>What a token is called.</summary>
    public TokenUnit Unit { get; } = TokenUnit.Of(parts.Tokenizer);

    /// <summary>How many tokens of the text are not in the vocabulary.</summary>
    public int UnknownTokens => parts.UnknownTokens;

    /// <summary>The part of the tokens that is not in the vocabulary, in that part of the text where it is larger.</summary>
    public double UnknownShare => parts.UnknownShare;

    /// <summary>Known tokens to predict in the training part.</summary>
    public int TrainingTokens => parts.Training.TargetCount;

    /// <summary>Known tokens to predict in the held-out part.</summary>
    public int HeldOutTokens => parts.HeldOut.TargetCount;

    /// <summary>Whether the loss has become infinite or NaN, which ends a run.</summary>
    public bool HasDiverged { get; private protected set; }

    /// <summary>Whether a run has ended before its last epoch, because the held-out loss had not fallen for so long.</summary>
    public bool HasLostPatience { get; private protected set; }

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; } = new();

    /// <summary>The parts of the text.</summary>
    private protected TextParts Parts => parts;
}
