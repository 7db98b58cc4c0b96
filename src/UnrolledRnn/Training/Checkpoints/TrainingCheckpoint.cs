using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>
/// A training that goes on after a crash, in one safetensors file: parameters, optimizer, recurrent states, schedules, progress. A run
/// that is saved and loaded gives the bits of one that was never interrupted, as long as what is random depends on
/// <see cref="TrainingProgress"/> alone.
/// </summary>
/// <remarks>
/// Parameters have their usual names, so that <see cref="ModelFile"/> loads the model out of a checkpoint. All else is in tensors that
/// begin with <c>checkpoint.</c> and texts that begin with <c>unrolled_rnn.checkpoint</c>; the text <c>unrolled_rnn.checkpoint</c> tells
/// that the file is one, and only there are such tensors not taken for those of another network. The checksum covers everything.
/// </remarks>
public static class TrainingCheckpoint
{
    /// <summary>Writes a checkpoint of a trainer: beside the file first, then renamed.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="trainer">The trainer, whose optimizer is an <see cref="IStatefulOptimizer"/>.</param>
    /// <param name="progress">How far the training has come.</param>
    /// <param name="others">What else has a state, such as <see cref="ReduceOnPlateau"/>; loaded in the same order.</param>
    /// <exception cref="ArgumentException">
    /// The optimizer has no state that could be saved, or a text could not be read back.
    /// </exception>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, or a state gives one name to two things.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Save<TNetwork>(
        string path, Trainer<TNetwork> trainer, TrainingProgress progress, params ReadOnlySpan<ICheckpointed> others)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        CheckpointFile.Save(path, trainer.Network, StatefulOptimizer(trainer), progress, CheckpointStates.Of(trainer), others);
    }

    /// <summary>Writes a checkpoint of a training without a trainer; it holds no recurrent states.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="progress">How far the training has come.</param>
    /// <param name="others">What else has a state; loaded in the same order.</param>
    /// <inheritdoc cref="Save{TNetwork}(string, Trainer{TNetwork}, TrainingProgress, ReadOnlySpan{ICheckpointed})" path="/exception"/>
    public static void Save<TNetwork>(
        string path,
        TNetwork network,
        IStatefulOptimizer optimizer,
        TrainingProgress progress,
        params ReadOnlySpan<ICheckpointed> others)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        CheckpointFile.Save(path, network, optimizer, progress, states: null, others);

    /// <summary>Makes a trainer go on where the one ended that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trainer">A trainer of the same network, optimizer and batch size; unchanged where the checkpoint is refused.</param>
    /// <param name="others">What else was saved, in the same order.</param>
    /// <returns>How far the training had come.</returns>
    /// <exception cref="ArgumentException">The optimizer has no state that could be loaded.</exception>
    /// <exception cref="ModelFormatException">
    /// The file is damaged, no checkpoint, or one of another network, optimizer or batch size, or of other settings; the message says
    /// which.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static TrainingProgress Load<TNetwork>(string path, Trainer<TNetwork> trainer, params ReadOnlySpan<ICheckpointed> others)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return CheckpointFile.Load(path, trainer.Network, StatefulOptimizer(trainer), trainer, others);
    }

    /// <summary>
    /// Makes a network and its optimizer go on where those ended that were saved; recurrent states of the checkpoint are left.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">A network of the same class; unchanged where the checkpoint is refused.</param>
    /// <param name="optimizer">An optimizer of the same kind and settings; unchanged where the checkpoint is refused.</param>
    /// <param name="others">What else was saved, in the same order.</param>
    /// <returns>How far the training had come.</returns>
    /// <inheritdoc cref="Load{TNetwork}(string, Trainer{TNetwork}, ReadOnlySpan{ICheckpointed})" path="/exception"/>
    public static TrainingProgress Load<TNetwork>(
        string path, TNetwork network, IStatefulOptimizer optimizer, params ReadOnlySpan<ICheckpointed> others)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        CheckpointFile.Load(path, network, optimizer, trainer: null, others);

    private static IStatefulOptimizer StatefulOptimizer<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        trainer.Optimizer as IStatefulOptimizer ?? throw new ArgumentException(
            $"Expected an optimizer that is an {nameof(IStatefulOptimizer)}, got {trainer.Optimizer.GetType().Name}.", nameof(trainer));
}
