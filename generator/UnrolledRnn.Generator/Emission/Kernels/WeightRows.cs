namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>The rows of a matrix as a panel of units reads them.</summary>
/// <param name="Reference">The reference that offsets count from.</param>
/// <param name="Start">The offset of the first row.</param>
/// <param name="Stride">Floats or words from one row to the next, as an expression.</param>
/// <param name="FirstColumn">The column at which these rows begin.</param>
internal sealed record WeightRows(string Reference, string Start, string Stride, int FirstColumn = 0)
{
    /// <summary>Where row k begins; the compiler folds it to a constant.</summary>
    public string Row(int k) => (Start, k) switch
    {
        (_, 0) => Start,
        ("0", 1) => Stride,
        ("0", _) => $"({k} * {Stride})",
        (_, 1) => $"{Start} + {Stride}",
        _ => $"{Start} + ({k} * {Stride})",
    };

    /// <summary>The statement that names the rows from k on, k being the variable of a loop.</summary>
    public string FromVariable(string type, string name) => Start == "0"
        ? $"ref {type} {name} = ref Unsafe.Add(ref {Reference}, k * {Stride});"
        : $"ref {type} {name} = ref Unsafe.Add(ref {Reference}, {Start} + (k * {Stride}));";
}
