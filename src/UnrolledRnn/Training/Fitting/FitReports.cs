using System.Diagnostics;

namespace UnrolledRnn.Training;

/// <summary>Tells whoever has asked what became of each step; where nobody has, it does nothing.</summary>
/// <param name="trainer">The trainer.</param>
/// <param name="options">Who has asked.</param>
/// <param name="state">The state of the run, behind the step.</param>
/// <param name="batches">The batches of an epoch.</param>
internal sealed class FitReports<TNetwork>(Trainer<TNetwork> trainer, FitOptions options, FitState state, BatchSource batches)
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private const int MostBadSteps = 100;

    private readonly List<BadStep> _badSteps = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The steps that were left out; of very many, the first hundred.</summary>
    public IReadOnlyList<BadStep> BadSteps => _badSteps;

    /// <summary>Tells of a step.</summary>
    public void Tell(TrainingResult result, long targets)
    {
        if (result.WasSkipped)
        {
            NoteBadStep(result);
        }

        if (options.Progress is null && options.OnStep is null)
        {
            return;
        }

        var step = new FitStep
        {
            Epoch = state.Epoch + 1,
            Epochs = options.Epochs,
            Step = state.Step,
            Batch = state.Position,
            BatchCount = batches.Count,
            Loss = result.Loss,
            GradientNorm = result.GradientNorm,
            LearningRate = trainer.Optimizer.LearningRate,
            WasSkipped = result.WasSkipped,
            Targets = targets,
            Elapsed = Stopwatch.GetElapsedTime(_start),
        };
        options.OnStep?.Invoke(step);
        options.Progress?.Report(step);
    }

    private void NoteBadStep(TrainingResult result)
    {
        (string where, string what) = BadStepSearch.Find(trainer, result);
        var step = new BadStep(state.Epoch + 1, state.Step, state.Position - 1, result.Loss, where, what);
        if (_badSteps.Count < MostBadSteps)
        {
            _badSteps.Add(step);
        }

        options.OnBadStep?.Invoke(step);
    }
}
