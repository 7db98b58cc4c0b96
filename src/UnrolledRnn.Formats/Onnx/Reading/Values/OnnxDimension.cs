namespace UnrolledRnn.Formats;

/// <summary>
/// A dimension of a value: atoms, of which the last one changes fastest. A dimension of one element has none; after a reshape it may have
/// many.
/// </summary>
internal sealed class OnnxDimension
{
    /// <summary>A dimension of one element.</summary>
    public static readonly OnnxDimension One = new([]);

    private readonly OnnxAtom[] _atoms;

    /// <summary>Puts atoms together; what has one element is left out, and neighbouring values are one number.</summary>
    public OnnxDimension(IEnumerable<OnnxAtom> atoms)
    {
        List<OnnxAtom> joined = [];
        foreach (OnnxAtom atom in atoms)
        {
            if (atom.Axis is null && joined is [.., { Axis: null } last])
            {
                joined[^1] = OnnxAtom.Of(checked(last.Count * atom.Count));
            }
            else if (atom.Axis is not null || atom.Count != 1)
            {
                joined.Add(atom);
            }
        }

        _atoms = [.. joined];
        foreach (OnnxAtom atom in _atoms)
        {
            Count *= atom.Count;
            Extent = Extent.Times(atom.Extent);
        }
    }

    /// <summary>The atoms.</summary>
    public IReadOnlyList<OnnxAtom> Atoms => _atoms;

    /// <summary>Values that are known one by one.</summary>
    public int Count { get; } = 1;

    /// <summary>The size.</summary>
    public OnnxExtent Extent { get; } = OnnxExtent.One;

    /// <summary>Whether there is no axis in it.</summary>
    public bool HasNoAxis => !Array.Exists(_atoms, atom => atom.Axis is not null);

    /// <summary>Whether there are only axes in it.</summary>
    public bool HasOnlyAxes => Count == 1;

    /// <summary>The axis that it is, or null.</summary>
    public OnnxAxis? Axis => _atoms is [{ Axis: OnnxAxis axis }] ? axis : null;

    /// <summary>A dimension of a number of values.</summary>
    public static OnnxDimension Of(int count) => new([OnnxAtom.Of(count)]);

    /// <summary>A dimension that is an axis, or of one element where there is none.</summary>
    public static OnnxDimension Of(OnnxAxis? axis) => axis is null ? One : new([OnnxAtom.Of(axis)]);

    /// <summary>Whether both are made of the same.</summary>
    public bool Equals(OnnxDimension other) => _atoms.AsSpan().SequenceEqual(other._atoms);

    /// <summary>The size as messages write it.</summary>
    public override string ToString() => Axis is { Extent.IsNumber: false } open ? open.Name : $"{Extent}";
}
