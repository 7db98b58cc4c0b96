namespace UnrolledRnn.Formats;

/// <summary>A module of PyTorch, as far as its tensors tell it.</summary>
/// <param name="Name">Its name, such as <c>encoder.lstm</c>.</param>
/// <param name="Readings">What it may be: a matrix without a bias may be a dense layer or an embedding.</param>
internal sealed record StateModule(string Name, IReadOnlyList<ModuleReading> Readings)
{
    /// <summary>Whether it is recurrent.</summary>
    public bool IsRecurrent => Readings[0].Layers[0].Shape is RecurrentLayerShape;
}

/// <summary>What a module may be.</summary>
/// <param name="Layers">Its layers.</param>
internal sealed record ModuleReading(IReadOnlyList<ModelLayer> Layers)
{
    /// <summary>Values it reads.</summary>
    public int InputSize => Layers[0].Shape.InputSize;

    /// <summary>Values it gives.</summary>
    public int OutputSize => Layers[^1].Shape.OutputSize;

    /// <summary>Whether it can only be the first: tokens are read nowhere else.</summary>
    public bool IsFirst => Layers[0].Shape is EmbeddingLayerShape;

    /// <summary>Whether it can only be the last: an output layer whose weights are the table.</summary>
    public bool IsLast => Layers[0].Shape is DenseLayerShape { IsTied: true };
}
