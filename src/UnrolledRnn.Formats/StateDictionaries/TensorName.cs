using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>The parts of a tensor's name in a module of PyTorch, such as <c>encoder.lstm.weight_ih_l0_reverse</c>.</summary>
/// <param name="Module">What stands in front of the last point: <c>encoder.lstm</c>; empty for a module saved alone.</param>
/// <param name="Tensor">The name within a layer: <c>weight_ih_reverse</c>.</param>
/// <param name="Layer">The layer of a stack, or null where the name has none, as that of a cell.</param>
/// <param name="IsRecurrent">Whether it is a name of recurrent layers.</param>
internal readonly record struct TensorName(string Module, string Tensor, int? Layer, bool IsRecurrent)
{
    private const string LayerMark = "_l";

    /// <summary>Digits of the number of a layer: far more layers than any network has.</summary>
    private const int MaxDigits = 4;

    private static readonly string[] s_recurrent =
        ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr", "peephole", "h_0", "c_0"];

    /// <summary>Parts a name.</summary>
    public static TensorName Parse(string name)
    {
        int point = name.LastIndexOf('.');
        string module = point < 0 ? "" : name[..point];
        string rest = name[(point + 1)..];
        bool isReverse = rest.EndsWith(LayerTensors.Reverse, StringComparison.Ordinal);
        string withLayer = isReverse ? rest[..^LayerTensors.Reverse.Length] : rest;
        string tensor = withLayer;
        int? layer = null;
        int mark = withLayer.LastIndexOf(LayerMark, StringComparison.Ordinal);
        if (mark >= 0 && withLayer.Length - mark - LayerMark.Length <= MaxDigits
            && int.TryParse(withLayer.AsSpan(mark + LayerMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int found))
        {
            layer = found;
            tensor = withLayer[..mark];
        }

        return s_recurrent.Contains(tensor)
            ? new TensorName(module, tensor + (isReverse ? LayerTensors.Reverse : ""), layer, IsRecurrent: true)
            : new TensorName(module, rest, Layer: null, IsRecurrent: false);
    }
}
