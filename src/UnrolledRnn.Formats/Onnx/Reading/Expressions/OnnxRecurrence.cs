namespace UnrolledRnn.Formats;

/// <summary>A recurrent layer.</summary>
internal sealed class OnnxRecurrence(
    int number,
    string node,
    IReadOnlyList<OnnxColumn> operands,
    RecurrentLayerShape shape,
    IReadOnlyDictionary<string, ModelTensor> tensors)
    : OnnxExpression(number, node, shape.OutputSize, operands)
{
    public override OnnxRecurrence? LastRecurrence => this;

    /// <summary>Sizes and functions; its directions are concatenated.</summary>
    public RecurrentLayerShape Shape => shape;

    /// <summary>Its tensors, those of a second direction with <see cref="LayerTensors.Reverse"/> behind their names.</summary>
    public IReadOnlyDictionary<string, ModelTensor> Tensors => tensors;

    /// <summary>Whether it reads the sequence backwards only, and so is half of a layer.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether its last step is the last one of the sequence.</summary>
    public bool IsForward => !IsBackward && !shape.Bidirectional;
}

/// <summary>The directions of a recurrent layer as one.</summary>
internal sealed class OnnxMerge(int number, OnnxRecurrence layer, DirectionMerge merge)
    : OnnxExpression(number, layer.Node, layer.Shape.HiddenSize, layer.Columns())
{
    /// <summary>How they become one.</summary>
    public DirectionMerge Merge => merge;
}
