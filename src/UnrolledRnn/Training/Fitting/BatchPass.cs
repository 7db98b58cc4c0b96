using System.Numerics.Tensors;

namespace UnrolledRnn.Training;

/// <summary>Batches forward and back on a trainer.</summary>
/// <param name="trainer">The trainer.</param>
/// <param name="data">The data.</param>
/// <param name="options">The losses.</param>
internal sealed class BatchPass<TNetwork, TForward>(Trainer<TNetwork> trainer, FitData data, FitOptions options)
    where TNetwork : class, ISequenceNetwork<TNetwork>
    where TForward : struct, IBatchForward<TNetwork>
{
    private readonly ILoss _loss = options.Loss ?? new MseLoss();

    /// <summary>
    /// Whether metrics look at the outputs of an evaluation: perplexity follows from the loss of a network that keeps no logits for it.
    /// </summary>
    public bool NeedsOutputs { get; } = options.Metrics.Any(metric =>
        metric is not PerplexityMetric { IgnoredTarget: SoftmaxCrossEntropy.IgnoredTarget }
        || trainer.ClassOutputs(options.ClassLoss) is null);

    /// <summary>The loss of a batch; its outputs are the trainer's where metrics want them. 0 where no output counts.</summary>
    public double Evaluate(BatchSource source, int index)
    {
        Run(source, index, keepsOutputs: NeedsOutputs, isTraining: false);
        Batch batch = data.Batch;
        return batch.Counted == 0 ? 0
            : !batch.HasClasses ? ValueLoss(batch)
            : NeedsOutputs ? ClassTargets.Loss(trainer, batch.Classes, options.ClassLoss)
            : trainer.ClassLoss(batch.Classes, options.ClassLoss);
    }

    /// <summary>One step on the next batches of an epoch: as many as are accumulated, and those in which nothing counts.</summary>
    /// <param name="position">The next batch, moved on.</param>
    /// <param name="targets">The targets that counted; 0 where the epoch has ended and there was no step.</param>
    public TrainingResult Step(ref int position, out long targets)
    {
        double sum = 0;
        double loss = 0;
        targets = 0;
        int taken = 0;
        long steps = 0;
        trainer.Gradients.Clear();
        for (; taken < options.AccumulationSteps && position < data.Training.Count; position++)
        {
            Run(data.Training, position, keepsOutputs: false, isTraining: true);
            long counted = data.Batch.Counted;
            if (counted == 0)
            {
                continue;
            }

            taken++;
            steps += data.Batch.Steps;
            targets += counted;
            double next = Backpropagate(data.Batch);
            sum += next * counted;
            loss = options.AccumulationSteps == 1 ? next : sum / targets;
        }

        if (targets == 0)
        {
            return default;
        }

        Scale(trainer.Gradients.Values, 1f / targets);
        return Move(loss, (double)steps / ((long)taken * data.Batch.Shape.SequenceLength));
    }

    /// <summary>Moves the parameters with a part of the learning rate, as shorter batches do.</summary>
    private TrainingResult Move(double loss, double part)
    {
        float rate = trainer.Optimizer.LearningRate;
        if (part < 1)
        {
            trainer.Optimizer.LearningRate = (float)(rate * part);
        }

        TrainingResult result = trainer.Move(loss);
        trainer.Optimizer.LearningRate = rate;
        return result;
    }

    /// <summary>Runs a batch forward.</summary>
    private void Run(BatchSource source, int index, bool keepsOutputs, bool isTraining)
    {
        Batch batch = data.Batch;
        source.Fill(index, batch);
        if (batch.StartsSequences)
        {
            trainer.ResetStates();
        }

        trainer.Tape.SetRestarts(source.HasRestarts ? batch.Restarts : default);
        trainer.Tape.Steps = batch.Steps < batch.Shape.SequenceLength ? batch.Steps : null;
        trainer.Tape.IsTraining = isTraining;
        TForward.Run(trainer, batch, keepsOutputs || !batch.HasClasses ? null : trainer.ClassOutputs(options.ClassLoss));
        trainer.EndChunk();
    }

    /// <summary>The loss of the batch at hand, whose gradient is added to the trainer's.</summary>
    private double Backpropagate(Batch batch)
    {
        float factor = options.AccumulationSteps > 1 ? batch.Counted : 1;
        if (batch.HasClasses)
        {
            return trainer.BackpropagateClasses(batch.Classes, options.ClassLoss, factor);
        }

        double loss = ValueLoss(batch);
        if (double.IsFinite(loss))
        {
            Scale(trainer.OutputGradients, factor);
            trainer.Backpropagate(factor);
        }

        return loss;
    }

    private double ValueLoss(Batch batch) => batch.AllCount
        ? _loss.Compute(trainer.Outputs, batch.Targets, trainer.OutputGradients)
        : _loss.Compute(trainer.Outputs, batch.Targets, batch.Weights, trainer.OutputGradients);

    /// <summary>A step of one batch has the gradient and the loss of that batch, bit for bit.</summary>
    private void Scale(Span<float> gradients, float factor)
    {
        if (options.AccumulationSteps > 1)
        {
            TensorPrimitives.Multiply(gradients, factor, gradients);
        }
    }
}
