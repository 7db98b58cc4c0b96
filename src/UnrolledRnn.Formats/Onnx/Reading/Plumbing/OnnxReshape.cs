namespace UnrolledRnn.Formats;

/// <summary>Splits and joins dimensions.</summary>
internal static class OnnxReshape
{
    /// <summary>The dimensions of a value in another shape; null where an axis would be split, or the sizes do not fit.</summary>
    public static OnnxDimension[]? Of(OnnxValue value, IReadOnlyList<OnnxExtent> target)
    {
        var rest = new Stack<OnnxAtom>(value.Dimensions.SelectMany(dimension => dimension.Atoms).Reverse());
        var shape = new OnnxDimension[target.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            List<OnnxAtom> atoms = [];
            OnnxExtent need = target[i];
            while (need != OnnxExtent.One)
            {
                if (!rest.TryPop(out OnnxAtom atom))
                {
                    return null;
                }

                if (need.Over(atom.Extent) is OnnxExtent left)
                {
                    atoms.Add(atom);
                    need = left;
                }
                else if (atom.Axis is null && need.IsCount && atom.Count % need.Coefficient == 0)
                {
                    atoms.Add(OnnxAtom.Of((int)need.Coefficient));
                    rest.Push(OnnxAtom.Of((int)(atom.Count / need.Coefficient)));
                    need = OnnxExtent.One;
                }
                else
                {
                    return null;
                }
            }

            shape[i] = new OnnxDimension(atoms);
        }

        return rest.Count == 0 ? shape : null;
    }

    /// <summary>The size of all dimensions together.</summary>
    public static OnnxExtent Product(IEnumerable<OnnxDimension> dimensions) =>
        dimensions.Aggregate(OnnxExtent.One, (product, dimension) => product.Times(dimension.Extent));
}
