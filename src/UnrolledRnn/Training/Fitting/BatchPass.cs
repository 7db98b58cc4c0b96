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

    /// <summary>Runs a batch forward; its outputs and their gradients are the trainer's.</summary>
    /// <returns>The loss; 0 where no output counts.</returns>
    public double Forward(BatchSource source, int index)
    {
        Batch batch = data.Batch;
        source.Fill(index, batch);
        if (batch.StartsSequences)
        {
            trainer.ResetStates();
        }

        trainer.Tape.SetRestarts(source.HasRestarts ? batch.Restarts : default);
        TForward.Run(trainer, batch);
        trainer.EndChunk();
        if (batch.Counted == 0)
        {
            return 0;
        }

        return batch.HasClasses ? ClassTargets.Loss(trainer, batch.Classes, options.ClassLoss)
            : batch.AllCount ? _loss.Compute(trainer.Outputs, batch.Targets, trainer.OutputGradients)
            : _loss.Compute(trainer.Outputs, batch.Targets, batch.Weights, trainer.OutputGradients);
    }

    /// <summary>One step on the next batches of an epoch: as many as are accumulated, and those in which nothing counts.</summary>
    /// <param name="position">The next batch, moved on.</param>
    /// <param name="targets">The targets that counted; 0 where the epoch has ended and there was no step.</param>
    public TrainingResult Step(ref int position, out long targets)
    {
        double sum = 0;
        double loss = 0;
        targets = 0;
        trainer.Gradients.Clear();
        for (int taken = 0; taken < options.AccumulationSteps && position < data.Training.Count; position++)
        {
            double next = Forward(data.Training, position);
            long counted = data.Batch.Counted;
            if (counted == 0)
            {
                continue;
            }

            taken++;
            targets += counted;
            sum += next * counted;
            loss = options.AccumulationSteps == 1 ? next : sum / targets;
            if (double.IsFinite(loss))
            {
                Scale(trainer.OutputGradients, counted);
                trainer.Backpropagate();
            }
        }

        if (targets == 0)
        {
            return default;
        }

        Scale(trainer.Gradients.Values, 1f / targets);
        return trainer.Move(loss);
    }

    /// <summary>A step of one batch has the gradient and the loss of that batch, bit for bit.</summary>
    private void Scale(Span<float> gradients, float factor)
    {
        if (options.AccumulationSteps > 1)
        {
            TensorPrimitives.Multiply(gradients, factor, gradients);
        }
    }
}
