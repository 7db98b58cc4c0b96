using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>The file of a <see cref="TrainingCheckpoint"/>: written at once, and read wholly or not at all.</summary>
internal static class CheckpointFile
{
    private const string OthersKey = CheckpointNames.KeyPrefix + "others";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="progress">How far the training has come.</param>
    /// <param name="states">The recurrent states of a trainer, or null.</param>
    /// <param name="others">What else has a state.</param>
    /// <param name="create">Makes the temporary file; null but for tests.</param>
    public static void Save<TNetwork>(
        string path,
        TNetwork network,
        IStatefulOptimizer optimizer,
        TrainingProgress progress,
        CheckpointStates? states,
        ReadOnlySpan<ICheckpointed> others,
        Func<string, FileStream>? create = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(progress);
        SafetensorsContent content = ModelFile.Content(network, progress.Texts, nameof(progress));
        content.Header.Metadata[CheckpointNames.Mark] = CheckpointNames.Version;
        content.Header.Metadata[OthersKey] = StateText.Of(others.Length);
        ProgressTexts.Write(progress, content.Header);
        int count = network.Parameters.Length;
        new StateWriter(new StateNames(StateNames.Optimizer, TNetwork.Tensors, count), content).Write(optimizer);
        for (int i = 0; i < others.Length; i++)
        {
            new StateWriter(new StateNames(StateNames.Other(i), TNetwork.Tensors, count), content).Write(others[i]);
        }

        if (states?.Regularization is RegularizationState regularization)
        {
            new StateWriter(new StateNames(RegularizationState.Part, TNetwork.Tensors, count), content).Write(regularization);
        }

        states?.Write(content);
        byte[] header = content.Seal(nameof(progress));
        AtomicFile.Write(path, Write, create);

        void Write(Stream stream) => SafetensorsWriter.Write(stream, header, content.Data);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="trainer">Who takes over the recurrent states, or null.</param>
    /// <param name="others">What else has a state.</param>
    public static TrainingProgress Load<TNetwork>(
        string path,
        TNetwork network,
        IStatefulOptimizer optimizer,
        Trainer<TNetwork>? trainer,
        ReadOnlySpan<ICheckpointed> others)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        using FileStream stream = SafetensorsReader.Open(path);
        SafetensorsHeader header = SafetensorsReader.ReadHeader(stream, path);
        CheckKind(header, others.Length, path);
        ModelFile.Check<TNetwork>(header, path);
        TrainingProgress progress = ProgressTexts.Read(header, path);

        // Everything is checked before the first bit of anything changes.
        int count = network.Parameters.Length;
        HashSet<string> seen =
            [CheckpointNames.Mark, OthersKey, CheckpointStates.StartsKey, CheckpointStates.Tensor, .. ProgressTexts.Keys];
        new StateChecker(new StateNames(StateNames.Optimizer, TNetwork.Tensors, count), header, seen, path).Check(optimizer);
        for (int i = 0; i < others.Length; i++)
        {
            new StateChecker(new StateNames(StateNames.Other(i), TNetwork.Tensors, count), header, seen, path).Check(others[i]);
        }

        var regularizationNames = new StateNames(RegularizationState.Part, TNetwork.Tensors, count);
        RegularizationState? regularization = trainer is null ? null : RegularizationState.Of(trainer.Tape);
        if (regularization is not null)
        {
            new StateChecker(regularizationNames, header, seen, path).Check(regularization);
        }
        else if (trainer is null)
        {
            // left, as the recurrent states are
            seen.UnionWith(header.Metadata.Keys.Where(key => key == regularizationNames.Kind || key.StartsWith(
                regularizationNames.Key(""), StringComparison.Ordinal)));
        }

        if (trainer is not null)
        {
            CheckpointStates.Check(header, trainer.BatchSize, TNetwork.Shape.StateSize, path);
        }

        CheckNothingElse(header, seen, optimizer.Kind, path);
        byte[] data = SafetensorsReader.ReadData(stream, header, path);
        Checksum.Check(header, data, path);
        TiedOutput.Check(TNetwork.Shape, header, data, path);
        float[] parameters = network.Parameters.ToArray();
        TensorFile.Read(TNetwork.Tensors, header, data, parameters, allowNonFinite: false, path);

        parameters.CopyTo(network.Parameters);
        optimizer.VisitState(new StateReader(new StateNames(StateNames.Optimizer, TNetwork.Tensors, count), header, data));
        for (int i = 0; i < others.Length; i++)
        {
            others[i].VisitState(new StateReader(new StateNames(StateNames.Other(i), TNetwork.Tensors, count), header, data));
        }

        regularization?.VisitState(new StateReader(regularizationNames, header, data));
        if (trainer is not null)
        {
            CheckpointStates.Read(header, data, trainer);
        }

        return progress;
    }

    private static void CheckKind(SafetensorsHeader header, int others, string path)
    {
        string? version = header.Metadata.GetValueOrDefault(CheckpointNames.Mark);
        if (version != CheckpointNames.Version)
        {
            throw new ModelFormatException(path, version is null
                ? $"expected a checkpoint of a training, found a model without '{CheckpointNames.Mark}'; ModelFile.Load reads it."
                : $"expected a checkpoint of version {CheckpointNames.Version}, found version {version}.");
        }

        if (header.Metadata.GetValueOrDefault(OthersKey) is string found && found != StateText.Of(others))
        {
            throw new ModelFormatException(path, $"expected a checkpoint with {others} states beside the optimizer's, found {found}.");
        }
    }

    /// <summary>Throws where there is state for which nobody has asked: that of an optimizer with other settings.</summary>
    private static void CheckNothingElse(SafetensorsHeader header, HashSet<string> seen, string optimizer, string path)
    {
        IEnumerable<string> names = header.Metadata.Keys.Where(CheckpointNames.IsKey)
            .Concat(header.Tensors.Keys.Where(name => CheckpointNames.IsState(name, header)));
        if (names.FirstOrDefault(name => !seen.Contains(name)) is string unknown)
        {
            throw new ModelFormatException(
                path, $"expected nothing but the state of {optimizer} and what else is set, found '{unknown}'; the training was set differently.");
        }
    }
}
