using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>An ordered list of layers that grows at random, each of a size and in a place where it is allowed.</summary>
/// <param name="inputSize">Values of the network's input.</param>
/// <param name="draw">What is drawn from.</param>
internal sealed class RandomLayers(int inputSize, Draw draw)
{
    /// <summary>No concatenation makes rows wider.</summary>
    private const int MaxWidth = 90;

    private readonly List<LayerDeclaration> _layers = [];
    private readonly List<int> _sizes = [inputSize];

    public IReadOnlyList<LayerDeclaration> Layers => _layers;

    /// <summary>Values that the last layer gives.</summary>
    public int Width => _sizes[^1];

    public void Add(LayerDeclaration layer)
    {
        _sizes.Add(layer.Shape(_sizes).OutputSize);
        _layers.Add(layer);
    }

    public void AddDense(int size) => Add(new DenseDeclaration(size, Activation(size)) { Bias = draw.Chance(0.7) });

    public void AddActivation() => Add(new ActivationDeclaration(Activation(Width)));

    /// <summary>
    /// A skip connection if an earlier layer is as wide, or a concatenation; an activation where there is nothing to join.
    /// </summary>
    public void AddJoin()
    {
        int[] earlier = [.. Enumerable.Range(0, _sizes.Count - 1)];
        int[] equal = [.. earlier.Where(from => _sizes[from] == Width)];
        int[] narrow = [.. earlier.Where(from => _sizes[from] + Width <= MaxWidth)];
        if (equal.Length > 0 && (narrow.Length == 0 || draw.Chance(0.6)))
        {
            Add(new SkipDeclaration(draw.Of(equal), draw.Of([1f, -0.5f, 0.25f])));
        }
        else if (narrow.Length > 0)
        {
            Add(new ConcatDeclaration(draw.Of(narrow)));
        }
        else
        {
            AddActivation();
        }
    }

    /// <summary>A function that a row of this width may have.</summary>
    private LayerActivation Activation(int width) =>
        draw.Of([.. Enum.GetValues<LayerActivation>().Where(function => function != LayerActivation.Softmax || width > 1)]);
}
