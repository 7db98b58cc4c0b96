using System.Diagnostics;
using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>
/// Trains the character model on a text whose last part is held out, and leaves the model as it was when the held-out
/// loss was lowest.
/// </summary>
internal sealed class CharacterTraining
{
    private const int NotesPerEpoch = 4;

    private readonly TrainingOptions _options;
    private readonly KnownCharacterBatches _training;
    private readonly KnownCharacterBatches _heldOut;
    private readonly Trainer<CharacterModel> _trainer;
    private readonly CosineSchedule _schedule;
    private readonly int[] _tokens;
    private readonly int[] _targets;
    private readonly float[] _best;

    /// <summary>Prepares a run; the vocabulary is taken from the training part alone.</summary>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public CharacterTraining(string text, TrainingOptions options)
    {
        _options = options;
        int trainingLength = (int)(text.Length * (1 - options.HeldOut));
        if (trainingLength > 0 && trainingLength < text.Length && char.IsSurrogatePair(text, trainingLength - 1))
        {
            trainingLength--;
        }

        if (trainingLength < 2 || text.Length - trainingLength < 2)
        {
            throw new ArgumentException($"The text has {text.Length} characters, too few to train on and to hold some out.", nameof(text));
        }

        string trainingText = text[..trainingLength];
        Vocabulary = Vocabulary.OfCharacters(trainingText, VocabularyOrder.Frequency, CharacterModel.InputSize);
        Tokenizer = new CharacterTokenizer(Vocabulary);
        _training = new KnownCharacterBatches(trainingText, Tokenizer, options.BatchSize);
        _heldOut = new KnownCharacterBatches(text[trainingLength..], Tokenizer, options.BatchSize);

        Model = new CharacterModel(options.Seed);
        var optimizer = new AdamW(Model.Parameters.Length, options.LearningRate, weightDecay: options.WeightDecay);
        _trainer = new Trainer<CharacterModel>(Model, optimizer, options.BatchSize, options.MaxGradientNorm);
        _schedule = new CosineSchedule(options.LearningRate, (long)options.Epochs * _training.Count);
        _tokens = new int[CharacterModel.SequenceLength * options.BatchSize];
        _targets = new int[_tokens.Length];
        _best = Model.Parameters.ToArray();
    }

    /// <summary>The model.</summary>
    public CharacterModel Model { get; }

    /// <summary>The characters of the training text, the most frequent ones where there are more than the model has room for.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The tokenizer of the vocabulary.</summary>
    public CharacterTokenizer Tokenizer { get; }

    /// <summary>How many characters of the text are not in the vocabulary.</summary>
    public int UnknownCharacters => _training.UnknownCharacters + _heldOut.UnknownCharacters;

    /// <summary>The part of the characters that is not in the vocabulary, in that part of the text where it is larger.</summary>
    public double UnknownShare => Math.Max(_training.UnknownShare, _heldOut.UnknownShare);

    /// <summary>Known characters to predict in the training part.</summary>
    public int TrainingCharacters => _training.TargetCount;

    /// <summary>Known characters to predict in the held-out part.</summary>
    public int HeldOutCharacters => _heldOut.TargetCount;

    /// <summary>Whether the loss has become infinite or NaN, which ends a run.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; } = new();

    /// <summary>Trains until the last epoch or until cancelled.</summary>
    /// <param name="report">Called after each update.</param>
    /// <param name="improved">Called with the best model so far, after an epoch that lowered the held-out loss.</param>
    /// <param name="cancellation">Stops after the current update.</param>
    /// <returns>Whether every epoch was run.</returns>
    public bool Run(Action<TrainingProgress> report, Action improved, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        double best = double.PositiveInfinity;
        double? heldOut = null;
        double smoothed = double.NaN;
        long updates = 0;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            _trainer.ResetStates();
            var mean = new RunningMean();
            for (int chunk = 0; chunk < _training.Count; chunk++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    KeepBest();
                    return false;
                }

                _trainer.Optimizer.LearningRate = _schedule.At(updates++);
                int targets = _training.Fill(chunk, _tokens, _targets);
                TrainingResult result = _trainer.Train(_tokens, _targets);
                double loss = result.Loss;
                if (result.WasSkipped)
                {
                    HasDiverged = true;
                    KeepBest();
                    return false;
                }

                if (targets > 0)
                {
                    smoothed = double.IsNaN(smoothed) ? loss : smoothed + (0.02 * (loss - smoothed));
                }

                mean.Add(loss, targets);
                NoteLoss(epoch, chunk, ref mean);
                report(Progress(epoch, chunk + 1, smoothed, heldOut, Stopwatch.GetElapsedTime(start)));
            }

            heldOut = EvaluateHeldOut();
            if (!double.IsFinite(heldOut.Value))
            {
                HasDiverged = true;
                KeepBest();
                return false;
            }

            History.HeldOut.Add((epoch + 1, heldOut.Value));
            if (heldOut < best)
            {
                best = heldOut.Value;
                Model.Parameters.CopyTo(_best);
                improved();
            }
        }

        KeepBest();
        return true;
    }

    /// <summary>The mean loss on the held-out text, in nats per known character.</summary>
    public double EvaluateHeldOut()
    {
        _trainer.ResetStates();
        var mean = new RunningMean();
        for (int chunk = 0; chunk < _heldOut.Count; chunk++)
        {
            int targets = _heldOut.Fill(chunk, _tokens, _targets);
            mean.Add(_trainer.Evaluate(_tokens, _targets), targets);
        }

        return mean.Value;
    }

    /// <summary>A run that stops within its first epoch keeps what it has; a later one, the best after a whole epoch.</summary>
    private void KeepBest()
    {
        if (History.HeldOut.Count > 0)
        {
            _best.CopyTo(Model.Parameters);
        }
    }

    private void NoteLoss(int epoch, int chunk, ref RunningMean mean)
    {
        int step = Math.Max(1, _training.Count / NotesPerEpoch);
        if ((chunk + 1) % step == 0 && mean.HasValue)
        {
            History.Training.Add((epoch + ((chunk + 1.0) / _training.Count), mean.Value));
            mean = new RunningMean();
        }
    }

    private TrainingProgress Progress(int epoch, int chunks, double loss, double? heldOut, TimeSpan elapsed)
    {
        double done = epoch + ((double)chunks / _training.Count);
        double fraction = done / _options.Epochs;
        return new TrainingProgress(
            epoch + 1,
            _options.Epochs,
            fraction,
            loss,
            heldOut,
            done * TrainingCharacters / elapsed.TotalSeconds,
            elapsed * ((1 - fraction) / fraction));
    }
}
