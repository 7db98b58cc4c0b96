using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Models;

/// <summary>What a model has learnt and how well; it travels in the model's file.</summary>
/// <param name="TextName">The name of the text.</param>
/// <param name="TextFingerprint">The same for the same text with the same part held out.</param>
/// <param name="HeldOutLoss">Nats per token on the held-out part; null where training did not get that far.</param>
internal sealed record ModelOrigin(string TextName, string TextFingerprint, double? HeldOutLoss = null)
{
    private const string NameKey = "unrolled_rnn.text_name";
    private const string FingerprintKey = "unrolled_rnn.text_sha256";
    private const string LossKey = "unrolled_rnn.held_out_loss";

    /// <summary>What the loss is measured in.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Character;

    /// <summary>The loss for people.</summary>
    public string LossText => HeldOutLoss is double loss
        ? string.Create(CultureInfo.InvariantCulture, $"a held-out loss of {loss:F4} {Unit.Loss}")
        : "a held-out loss that nobody measured";

    /// <summary>The fingerprint of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="heldOut">Its part that is held out.</param>
    public static string FingerprintOf(string text, double heldOut)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        hash.AppendData(BitConverter.GetBytes(heldOut));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads what <see cref="AddTo"/> has written; null where it is not there.</summary>
    public static ModelOrigin? From(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(FingerprintKey, out string? fingerprint))
        {
            return null;
        }

        string? lossText = metadata.GetValueOrDefault(LossKey);
        bool hasLoss = double.TryParse(lossText, CultureInfo.InvariantCulture, out double loss) && double.IsFinite(loss);
        return new ModelOrigin(metadata.GetValueOrDefault(NameKey, "a text"), fingerprint, hasLoss ? loss : null)
        {
            Unit = metadata.ContainsKey(TextTokenizers.KindKey) ? TokenUnit.Token : TokenUnit.Character,
        };
    }

    /// <summary>Writes it among the texts of a model file.</summary>
    public void AddTo(Dictionary<string, string> metadata)
    {
        metadata[NameKey] = TextName;
        metadata[FingerprintKey] = TextFingerprint;
        if (HeldOutLoss is double loss)
        {
            metadata[LossKey] = loss.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
