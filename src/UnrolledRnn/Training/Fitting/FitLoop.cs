namespace UnrolledRnn.Training;

/// <summary>
/// A run of training. Epochs depend on the seed and their number alone, and a checkpoint is written between two steps, so that a run that
/// was killed goes on to the bits of one that was not. A step allocates nothing, but for what is called on it.
/// </summary>
internal sealed class FitLoop<TNetwork, TForward>
    where TNetwork : class, ISequenceNetwork<TNetwork>
    where TForward : struct, IBatchForward<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly FitOptions _options;
    private readonly FitData _data;
    private readonly FitState _state;
    private readonly FitCheckpoints<TNetwork> _checkpoints;
    private readonly FitEvaluation<TNetwork, TForward> _evaluation;
    private readonly BatchPass<TNetwork, TForward> _pass;
    private readonly FitReports<TNetwork> _reports;
    private readonly List<EpochResult> _history = [];

    /// <summary>Prepares a run, or goes on with one.</summary>
    /// <exception cref="ArgumentException">Network, dataset and options do not fit each other.</exception>
    /// <exception cref="InvalidOperationException">The network does not give what the loss takes.</exception>
    /// <exception cref="Serialization.ModelFormatException">The checkpoint is of another run.</exception>
    public FitLoop(Trainer<TNetwork> trainer, Dataset dataset, FitOptions options)
    {
        _trainer = trainer;
        _options = options;
        _data = new FitData(dataset, options, TNetwork.Shape, trainer.BatchSize);
        FitLosses.Check<TNetwork>(options, _data.HasClasses);
        _pass = new BatchPass<TNetwork, TForward>(trainer, _data, options);
        _evaluation = new FitEvaluation<TNetwork, TForward>(trainer, _pass, _data, options);
        bool keepsBest = options.KeepBest && _data.Validation is not null;
        _state = new FitState(options, _data.Fingerprint, keepsBest ? trainer.Network.Parameters : default);
        Dictionary<string, string> texts = FitTexts.Of(options.Texts, _data.Inputs, _data.Targets);
        _checkpoints = new FitCheckpoints<TNetwork>(trainer, options, _state, _history, texts);
        _reports = new FitReports<TNetwork>(trainer, options, _state, _data.Training);
        _checkpoints.Resume();
    }

    /// <summary>Runs to the end.</summary>
    public TrainingReport Run()
    {
        try
        {
            StopReason reason = HasEnded() ?? RunEpochs();
            if (_state.BestEpoch > 0 && _state.Best.Length > 0)
            {
                _state.Best.CopyTo(_trainer.Network.Parameters);
            }

            return Report(reason);
        }
        finally
        {
            // Whoever trains on goes on without the padding and the length of the last batch.
            _trainer.Tape.SetRestarts(default);
            _trainer.Tape.Steps = null;
            _trainer.ResetStates();
        }
    }

    private StopReason RunEpochs()
    {
        while (true)
        {
            _data.Training.Begin(_options.Seed, _state.Epoch);
            if (RunSteps() is StopReason stopped)
            {
                return stopped;
            }

            if (!EndEpoch())
            {
                _checkpoints.Write();
                return StopReason.Cancelled;
            }

            _checkpoints.Write();
            _options.OnEpoch?.Invoke(_history[^1]);
            if (HasEnded() is StopReason ended)
            {
                return ended;
            }
        }
    }

    /// <summary>The steps of an epoch; a reason where the run ends among them.</summary>
    private StopReason? RunSteps()
    {
        while (_state.Position < _data.Training.Count)
        {
            if (_options.Cancellation.IsCancellationRequested)
            {
                _checkpoints.Write();
                return StopReason.Cancelled;
            }

            if (_options.Schedule is not null)
            {
                _trainer.Optimizer.LearningRate = _options.Schedule.At(_state.Step);
            }

            int position = _state.Position;
            TrainingResult result = _pass.Step(ref position, out long targets);
            _state.Position = position;
            if (targets == 0)
            {
                continue;
            }

            _state.Note(result, targets);
            _reports.Tell(result, targets);
            if (_state.BadInARow >= _options.MaxConsecutiveBadSteps)
            {
                // The checkpoint stays as it is: it is from before these steps.
                return StopReason.TooManyBadSteps;
            }

            _checkpoints.AfterStep();
        }

        return null;
    }

    /// <summary>Validates; false where that was cancelled, and the epoch is not at its end.</summary>
    private bool EndEpoch()
    {
        (double loss, double[] metrics) = _evaluation.Run(_options.Cancellation);
        if (_options.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        bool swapped = _evaluation.Swap();
        _state.Observe(loss, _trainer.Network.Parameters);
        if (swapped)
        {
            _evaluation.Swap();
        }

        (_options.Schedule as ReduceOnPlateau)?.Observe(_data.Validation is null ? _state.MeanLoss : loss);
        (_trainer.Optimizer as NtAsgd)?.Observe(_data.Validation is null ? _state.MeanLoss : loss);
        _history.Add(new EpochResult
        {
            Epoch = _state.Epoch + 1,
            Loss = _state.MeanLoss,
            ValidationLoss = loss,
            Metrics = metrics,
            LearningRate = _trainer.Optimizer.LearningRate,
            GradientNorm = _state.MeanNorm,
            SkippedSteps = _state.Skipped,
        });
        _state.EndEpoch();
        return true;
    }

    private StopReason? HasEnded()
    {
        if (_state.Epoch >= _options.Epochs)
        {
            return StopReason.EpochsDone;
        }

        bool isBetweenEpochs = _state.Position == 0;
        return _options.Patience is int patience && isBetweenEpochs && _state.Epoch - _state.BestEpoch >= patience
            ? StopReason.EarlyStopping
            : null;
    }

    private TrainingReport Report(StopReason reason) => new()
    {
        History = _history,
        BestEpoch = _state.BestEpoch,
        BestLoss = _state.BestLoss,
        Stopped = reason,
        Steps = _state.Step,
        BadSteps = _reports.BadSteps,
        InputNormalization = _data.Inputs,
        TargetNormalization = _data.Targets,
    };
}
