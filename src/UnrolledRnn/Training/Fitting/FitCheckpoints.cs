using System.Diagnostics;

namespace UnrolledRnn.Training;

/// <summary>When a run writes its checkpoint, and what is in it.</summary>
internal sealed class FitCheckpoints<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly FitOptions _options;
    private readonly FitState _state;
    private readonly List<EpochResult> _history;
    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly ICheckpointed[] _others;
    private long _lastWritten = Stopwatch.GetTimestamp();

    /// <summary>Prepares to write.</summary>
    /// <exception cref="ArgumentException">The options do not fit each other.</exception>
    public FitCheckpoints(
        Trainer<TNetwork> trainer, FitOptions options, FitState state, List<EpochResult> history, IReadOnlyDictionary<string, string> texts)
    {
        bool needsPath = options.Resume || options.CheckpointSteps is not null || options.CheckpointInterval is not null;
        if (needsPath && options.CheckpointPath is null)
        {
            throw new ArgumentException(
                $"Expected a {nameof(FitOptions.CheckpointPath)}, for checkpoints are asked for, got none.", nameof(options));
        }

        _trainer = trainer;
        _options = options;
        _state = state;
        _history = history;
        _texts = texts;
        _others = [state, .. options.Schedule is ICheckpointed schedule ? [schedule] : Array.Empty<ICheckpointed>(), .. options.State];
    }

    /// <summary>Goes on where the checkpoint ends, if that is asked for and there is one.</summary>
    public void Resume()
    {
        if (!_options.Resume || !File.Exists(_options.CheckpointPath))
        {
            return;
        }

        TrainingProgress progress = TrainingCheckpoint.Load(_options.CheckpointPath, _trainer, _others);
        _history.AddRange(
            FitHistory.Parse(progress.Texts.GetValueOrDefault(FitHistory.Key), _options.Metrics.Count, _options.CheckpointPath));
        _state.Epoch = checked((int)progress.Epoch);
        _state.Position = checked((int)progress.Position);
        _state.Step = progress.Step;
    }

    /// <summary>Writes a checkpoint if one is due behind a step.</summary>
    public void AfterStep()
    {
        if ((_options.CheckpointSteps is int steps && _state.Step % steps == 0)
            || (_options.CheckpointInterval is TimeSpan interval && Stopwatch.GetElapsedTime(_lastWritten) >= interval))
        {
            Write();
        }
    }

    /// <summary>Writes a checkpoint, if there is a path for it.</summary>
    public void Write()
    {
        if (_options.CheckpointPath is null)
        {
            return;
        }

        var texts = new Dictionary<string, string>(_texts) { [FitHistory.Key] = FitHistory.ToText(_history) };
        var progress = new TrainingProgress { Step = _state.Step, Epoch = _state.Epoch, Position = _state.Position, Texts = texts };
        TrainingCheckpoint.Save(_options.CheckpointPath, _trainer, progress, _others);
        _lastWritten = Stopwatch.GetTimestamp();
    }
}
