using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>
/// Chunks of a text in which characters outside of the vocabulary are inputs, but no targets: to foretell <c>&lt;unk&gt;</c>
/// is easy where much is unknown, and would make a loss look better than the model is.
/// </summary>
internal sealed class KnownCharacterBatches
{
    private readonly ContiguousBatches _batches;

    /// <summary>Plans the chunks of a text.</summary>
    public KnownCharacterBatches(string text, CharacterTokenizer tokenizer, int batchSize)
    {
        int[] tokens = tokenizer.EncodeText(text, out int unknown);
        _batches = new ContiguousBatches(tokens, batchSize, CharacterModel.SequenceLength);
        UnknownCharacters = unknown;
    }

    /// <summary>Chunks of the text.</summary>
    public int Count => _batches.Count;

    /// <summary>Characters outside of the vocabulary.</summary>
    public int UnknownCharacters { get; }

    /// <summary>The part of all characters that is outside of the vocabulary.</summary>
    public double UnknownShare => (double)UnknownCharacters / Math.Max(1, _batches.TargetCount - 1);

    /// <summary>Known characters, and the end of the text.</summary>
    public int TargetCount => _batches.TargetCount - UnknownCharacters;

    /// <summary>Writes one chunk.</summary>
    /// <returns>The targets that count.</returns>
    /// <inheritdoc cref="ContiguousBatches.Fill"/>
    public int Fill(int chunk, Span<int> tokens, Span<int> targets)
    {
        int counted = _batches.Fill(chunk, tokens, targets);
        counted -= targets.Count(Vocabulary.Unknown);
        targets.Replace(Vocabulary.Unknown, SoftmaxCrossEntropy.IgnoredTarget);
        return counted;
    }
}
