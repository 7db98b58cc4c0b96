using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Results;

/// <summary>
/// Decides which model stays in a folder: of two that have learnt the same text, the one that is better on its held-out
/// part. A model of anything else is only replaced where that is wished, and a copy of it is kept.
/// </summary>
/// <typeparam name="TNetwork">The class of the network.</typeparam>
internal sealed class ModelKeeper<TNetwork>
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly OutputFolder _folder;
    private readonly TextTrainer<TNetwork> _training;
    private readonly ModelOrigin _origin;
    private readonly bool _overwrite;

    /// <summary>Looks at the model that is in the folder.</summary>
    /// <exception cref="IOException">It has learnt something else, and is not to be replaced.</exception>
    public ModelKeeper(OutputFolder folder, TextTrainer<TNetwork> training, ModelOrigin origin, bool overwrite)
    {
        _folder = folder;
        _training = training;
        _origin = origin;
        _overwrite = overwrite;
        HasEarlier = File.Exists(folder.ModelPath);
        if (HasEarlier)
        {
            EarlierLoss = LossOfSameText(out string found);
            if (EarlierLoss is null && !overwrite)
            {
                throw new IOException(
                    $"{folder.ModelPath}: this is {found}; name another folder with --output, "
                    + $"or replace it with --overwrite, which keeps a copy of it as {Path.GetFileName(folder.PreviousModelPath)}.");
            }
        }
    }

    /// <summary>In what the file holds the parameters.</summary>
    public WeightStorage Storage { get; init; }

    /// <summary>Whether a model was in the folder.</summary>
    public bool HasEarlier { get; }

    /// <summary>The held-out loss of that model; null without one, or where it has learnt something else.</summary>
    public double? EarlierLoss { get; }

    /// <summary>Whether a model of this run is in the folder.</summary>
    public bool HasSaved { get; private set; }

    /// <summary>Whether a copy of the earlier model is in the folder.</summary>
    public bool HasKeptPrevious { get; private set; }

    /// <summary>Saves the model of the run, unless the earlier one must stay.</summary>
    /// <param name="heldOutLoss">The loss of the model; null where it is not known, which replaces nothing.</param>
    /// <param name="isFinished">Whether the run has come to its end; before that, a better model stays in any case.</param>
    /// <returns>Whether it is saved.</returns>
    public bool Offer(double? heldOutLoss, bool isFinished)
    {
        bool isUnmeasured = HasEarlier && heldOutLoss is null;
        bool isWorse = EarlierLoss < heldOutLoss;
        if (isUnmeasured || (isWorse && !(_overwrite && isFinished)))
        {
            return false;
        }

        _folder.Prepare();
        if (!HasSaved)
        {
            LeaveEarlier(isBettered: heldOutLoss <= EarlierLoss);
        }

        TextModelFile.Save(_training.Model, _training.Tokenizer, _folder.ModelPath, _origin with { HeldOutLoss = heldOutLoss }, Storage);
        HasSaved = true;
        return true;
    }

    /// <summary>The sample and the curve of the earlier model do not belong to a new one.</summary>
    private void LeaveEarlier(bool isBettered)
    {
        // No copy of what this model betters, so that an older copy of a good one is not lost for it.
        if (HasEarlier && !isBettered)
        {
            File.Copy(_folder.ModelPath, _folder.PreviousModelPath, overwrite: true);
            HasKeptPrevious = true;
        }

        File.Delete(_folder.SamplePath);
        File.Delete(_folder.CurvePath);
        File.Delete(_folder.CoursePath);
    }

    private double? LossOfSameText(out string found)
    {
        try
        {
            (TNetwork earlier, VocabularyTokenizer tokenizer) = TextModelFile.Load<TNetwork>(_folder.ModelPath);
            ModelOrigin? origin = TextModelFile.ReadOrigin(_folder.ModelPath);
            found = origin is null
                ? "a model of a text that it does not name"
                : $"a model of another text, '{origin.TextName}', with {origin.LossText}";
            bool isSameText = origin?.TextFingerprint == _origin.TextFingerprint
                && tokenizer.GetType() == _training.Tokenizer.GetType()
                && tokenizer.Vocabulary.Tokens.SequenceEqual(_training.Vocabulary.Tokens);
            return isSameText ? Evaluate(earlier) : null;
        }
        catch (ModelFormatException)
        {
            found = HasText() ? "a model of another network" : "no model that can be read";
            return null;
        }
    }

    private bool HasText()
    {
        try
        {
            return TextModelFile.IsOne(_folder.ModelPath) && ModelFiles.Read(_folder.ModelPath).ParameterCount > 0;
        }
        catch (ModelFormatException)
        {
            return false;
        }
    }

    /// <summary>The loss of another model on the held-out text, in the same way as of this run's own.</summary>
    private double Evaluate(TNetwork model)
    {
        float[] own = _training.Model.Parameters.ToArray();
        model.Parameters.CopyTo(_training.Model.Parameters);
        double loss = _training.EvaluateHeldOut();
        own.CopyTo(_training.Model.Parameters);
        return double.IsFinite(loss) ? loss : double.PositiveInfinity;
    }
}
