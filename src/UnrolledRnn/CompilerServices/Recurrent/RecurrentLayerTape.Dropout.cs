namespace UnrolledRnn.CompilerServices;

/// <content>What others read of the layer.</content>
public sealed partial class RecurrentLayerTape
{
    private readonly DroppedValues _dropped = new();

    /// <summary>h_t of every step as others read it: with dropout in passes that have it, [T·B, nHid].</summary>
    public Matrix Dropped => _dropped.Of(Hidden);

    /// <summary>Sets <see cref="Dropped"/>.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="place">Where in the network the layer is.</param>
    /// <param name="layer">The number of the layer.</param>
    public void Drop(TrainingTape tape, DropoutPlace place, int layer) => _dropped.Forward(tape, place, layer, Hidden);

    /// <summary>Replaces the gradients by <see cref="Dropped"/> by those by h_t, and adds those of penalties on h_t.</summary>
    /// <inheritdoc cref="Drop"/>
    public void DropGradients(TrainingTape tape, DropoutPlace place, int layer) =>
        _dropped.Backward(tape, place, layer, HiddenGradients.Slice(0, HiddenSize), Hidden);
}
